package metro.cctv.ingest;

import java.io.OutputStream;
import java.nio.file.Path;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.StreamAddress.Transport;

/** {@code FOLDER URL}: records one camera and says at each picture when it came, in milliseconds; there to be killed. */
final class KilledRecorder {
    private KilledRecorder() {}

    public static void main(String[] args) throws Exception {
        try (var camera = new RecordedCamera(
                Path.of(args[0]), new StreamAddress(args[1], Transport.TCP), null, RecordedCamera.settings())) {
            Thread.ofPlatform().daemon().start(() -> {
                int told = 0;
                while (true) {
                    int seen = camera.units().size();
                    if (seen > told)
                        System.out.println(camera.units().get(seen - 1).wallMicros() / 1000);
                    told = seen;
                    Thread.onSpinWait();
                    java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
                }
            });
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
