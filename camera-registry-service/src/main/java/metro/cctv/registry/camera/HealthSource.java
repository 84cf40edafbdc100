package metro.cctv.registry.camera;

import java.util.Collection;
import java.util.Map;

/** Who knows the cameras' health. The health feature depends on cameras, so cameras only say what they want to know. */
public interface HealthSource {
    /** An entry for each id. */
    Map<String, CameraHealth> of(Collection<String> cameraIds);
}
