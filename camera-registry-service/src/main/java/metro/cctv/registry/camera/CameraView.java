package metro.cctv.registry.camera;

import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.health.CameraHealth;
import org.jspecify.annotations.Nullable;

/**
 * A camera as a caller may see it.
 *
 * @param mainStream null for callers who do not run this camera (see {@link CameraRightsRule}), as is {@code subStream}
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

    static CameraView of(Camera camera, String districtName, CameraHealth health, Caller caller) {
        boolean streams = CameraRightsRule.maySeeStreams(caller.role(), caller.districts(), camera.districtCode());
        return new CameraView(
                camera.cameraId(),
                camera.name(),
                camera.districtCode(),
                districtName,
                camera.purpose(),
                camera.purpose().korean(),
                camera.managingAgency(),
                camera.lon(),
                camera.lat(),
                camera.headingDeg(),
                camera.fieldOfViewDeg(),
                streams ? camera.mainStream() : null,
                streams ? camera.subStream() : null,
                camera.ptz(),
                camera.sealedCredentials() != null,
                camera.state(),
                health,
                camera.zones(),
                camera.version());
    }
}
