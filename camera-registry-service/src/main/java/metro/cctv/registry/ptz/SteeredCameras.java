package metro.cctv.registry.ptz;

import java.util.Optional;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.Cameras;
import org.springframework.stereotype.Component;

/** Cameras as steering knows them. */
@Component
class SteeredCameras {
    private final Cameras cameras;

    SteeredCameras(Cameras cameras) {
        this.cameras = cameras;
    }

    SteeredCamera get(String cameraId) {
        return steered(cameras.get(cameraId));
    }

    Optional<SteeredCamera> find(String cameraId) {
        return cameras.find(cameraId).map(SteeredCameras::steered);
    }

    private static SteeredCamera steered(Camera camera) {
        var optics = camera.facts().optics();
        return new SteeredCamera(
                camera.cameraId(),
                camera.districtCode(),
                optics.ptz() && camera.state() == CameraState.ACTIVE,
                optics.ptzRange(),
                camera.facts().streams().onvifAddress(),
                camera.facts().security().certificateSha256(),
                camera.version());
    }
}
