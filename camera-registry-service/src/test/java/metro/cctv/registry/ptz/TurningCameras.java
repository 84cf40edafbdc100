package metro.cctv.registry.ptz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.camera.ShowTime;
import metro.cctv.simulator.http.SimulatorHttp;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.loop.LoopSource;
import metro.cctv.simulator.scene.SceneCatalog;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;

/** Simulated cameras that turn, behind real ONVIF over HTTP with Digest. */
final class TurningCameras implements AutoCloseable {
    static final String USER = "ptz";
    static final String PASSWORD = "turn-me-42";

    private final SimulatorHttp http;
    private final Map<String, LiveCamera> cameras = new ConcurrentHashMap<>();

    TurningCameras(List<String> cameraIds) throws IOException {
        EncodedLoop loop = TestPattern.loop(64, 36, 5, 1);
        List<LiveCamera> live = new ArrayList<>();
        for (String id : cameraIds) {
            var description = new CameraDescription(
                    id,
                    id,
                    "DJ-SEO",
                    "서구",
                    "CRIME_PREVENTION",
                    "대전광역시",
                    127.38,
                    36.35,
                    null,
                    60,
                    true,
                    "market-street");
            var camera = new LiveCamera(
                    description,
                    new LoopSource.Rendered(SceneCatalog.named("market-street").orElseThrow()),
                    ShowTime.now());
            camera.ready(new CameraLoops(loop, loop));
            live.add(camera);
            cameras.put(id, camera);
        }
        http = SimulatorHttp.start(
                new SimulatorHttp.Settings(
                        "127.0.0.1",
                        "127.0.0.1",
                        0,
                        "rtsp://127.0.0.1:554",
                        AuthScheme.DIGEST,
                        new Credentials(USER, PASSWORD)),
                live);
    }

    String address(String cameraId) {
        return http.baseAddress() + "/onvif/" + cameraId + "/device_service";
    }

    /** Where the simulated head really looks now, degrees clockwise. */
    double panDeg(String cameraId) {
        return head(cameraId).position(java.time.Instant.now()).pan() * 180;
    }

    boolean isMoving(String cameraId) {
        return head(cameraId).isMoving(java.time.Instant.now());
    }

    void putAt(String cameraId, double panDeg) {
        var head = head(cameraId);
        head.move(metro.cctv.simulator.head.PtzHead.Velocity.NONE, java.time.Duration.ZERO, java.time.Instant.now());
        head.glide(
                new metro.cctv.simulator.head.PtzHead.Position(panDeg / 180, 0, 0),
                java.time.Instant.now().minusSeconds(60));
    }

    private metro.cctv.simulator.head.PtzHead head(String cameraId) {
        return java.util.Objects.requireNonNull(cameras.get(cameraId).head());
    }

    @Override
    public void close() {
        http.close();
    }
}
