package metro.cctv.registry.onvif;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.camera.CameraCatalogue;
import metro.cctv.simulator.camera.CameraDescription;
import metro.cctv.simulator.camera.LiveCamera;
import metro.cctv.simulator.camera.ShowTime;
import metro.cctv.simulator.http.SimulatorHttp;
import metro.cctv.simulator.loop.CameraLoops;
import metro.cctv.simulator.loop.LoopSource;
import metro.cctv.simulator.scene.SceneCatalog;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;

/** The camera simulator's ONVIF devices on a free loopback port. */
public final class SimulatedDevices implements AutoCloseable {
    public static final String USER = "cam";
    public static final String PASSWORD = "s3cret-of-the-camera";
    static final OnvifCredentials CREDENTIALS = new OnvifCredentials(USER, PASSWORD);
    /** A camera that turns. */
    public static final String TURNING = "DJ-SEO-002";

    private static final EncodedLoop LOOP = TestPattern.loop(320, 180, 10, 1);

    private final SimulatorHttp http;

    private SimulatedDevices(SimulatorHttp http) {
        this.http = http;
    }

    public static SimulatedDevices start() {
        return start(AuthScheme.DIGEST, 554);
    }

    /** @param rtspPort that the devices put into their stream addresses */
    public static SimulatedDevices start(AuthScheme scheme, int rtspPort) {
        try {
            List<LiveCamera> cameras = CameraCatalogue.cameras().stream()
                    .map(SimulatedDevices::camera)
                    .toList();
            Credentials who = scheme == AuthScheme.NONE ? null : new Credentials(USER, PASSWORD);
            return new SimulatedDevices(SimulatorHttp.start(
                    new SimulatorHttp.Settings(
                            "127.0.0.1", "127.0.0.1", 0, "rtsp://127.0.0.1:" + rtspPort, scheme, who),
                    cameras));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address(String cameraId) {
        return "http://127.0.0.1:" + http.port() + "/onvif/" + cameraId + "/device_service";
    }

    public int port() {
        return http.port();
    }

    private static LiveCamera camera(CameraDescription description) {
        LiveCamera camera = new LiveCamera(
                description,
                new LoopSource.Rendered(SceneCatalog.named(description.scene()).orElseThrow()),
                ShowTime.now());
        camera.ready(new CameraLoops(LOOP, LOOP));
        return camera;
    }

    @Override
    public void close() {
        http.close();
    }
}
