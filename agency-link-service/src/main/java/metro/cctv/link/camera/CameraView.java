package metro.cctv.link.camera;

import java.util.List;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * A camera as the registry's door shows it.
 *
 * @param districtName the code again: names are the registry's alone
 * @param mainStream always null, like {@code subStream}: who may read addresses is the registry's to say
 */
public record CameraView(
        String cameraId,
        String name,
        String districtCode,
        String districtName,
        CameraPurpose purpose,
        String purposeKorean,
        String managingAgency,
        double lon,
        double lat,
        @Nullable Double headingDeg,
        double fieldOfViewDeg,
        @Nullable StreamAddress mainStream,
        @Nullable StreamAddress subStream,
        boolean ptz,
        boolean hasCredentials,
        CameraState state,
        CameraHealth health,
        List<Zone> zones,
        long version) {

    public static CameraView of(CameraConfigured camera, CameraHealth health) {
        return new CameraView(
                camera.cameraId(),
                camera.name(),
                camera.districtCode(),
                camera.districtCode(),
                camera.purpose(),
                camera.purpose().korean(),
                camera.managingAgency(),
                camera.lon(),
                camera.lat(),
                camera.headingDeg(),
                camera.fieldOfViewDeg(),
                null,
                null,
                camera.ptz(),
                camera.needsCredentials(),
                camera.state(),
                health,
                camera.zones(),
                camera.version());
    }
}
