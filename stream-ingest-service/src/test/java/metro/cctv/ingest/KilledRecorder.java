package metro.cctv.ingest;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import metro.cctv.ingest.record.RecordedEvents;

/** {@code FOLDER URL}: records one camera while Kafka is away and says for each picture when it came, in µs; there to be killed. */
final class KilledRecorder {
    private KilledRecorder() {}

    public static void main(String[] args) throws Exception {
        var kafka = new RecordedEvents();
        kafka.away(true);
        try (var cameras = new RecordedCameras(Path.of(args[0]), RecordedCamera.settings(), kafka)) {
            var camera = cameras.pull("CAM-001", args[1]);
            Thread.ofPlatform().daemon().start(() -> tell(camera));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void tell(RecordedCameras.Pulled camera) {
        int told = 0;
        while (true) {
            while (told < camera.units().size())
                System.out.println(camera.units().get(told++).wallMicros());
            LockSupport.parkNanos(2_000_000);
        }
    }
}
