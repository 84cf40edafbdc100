package metro.cctv.ingest;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import metro.cctv.ingest.camera.CameraDirectory;
import metro.cctv.ingest.lease.LeaseSettings;
import metro.cctv.ingest.lease.SlotLeases;
import metro.cctv.ingest.line.CameraLines;
import metro.cctv.ingest.relay.LiveCameras;

/**
 * {@code KAFKA STATE_FOLDER NAME}: an ingest process without the web part, its cameras from the cache in the state folder.
 * Prints "camera state" at each change; ends in order with its standard input.
 */
final class LeasedProcess {
    private LeasedProcess() {}

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[1]);
        Map<String, Object> kafka = Map.of("bootstrap.servers", args[0]);
        var leases = new SlotLeases(
                new LeaseSettings("it", args[2], Duration.ofSeconds(6), Duration.ofSeconds(20), "", ""),
                kafka,
                kafka,
                state);
        var lines = new CameraLines(
                new CameraDirectory(TestParts.cameraSettings(state)),
                TestParts.in(state, kafka),
                new LiveCameras(),
                leases,
                status -> {
                    if (status.stream() == Stream.MAIN) System.out.println(status.cameraId() + " " + status.state());
                });
        lines.start();
        System.in.transferTo(OutputStream.nullOutputStream());
        lines.stop();
    }
}
