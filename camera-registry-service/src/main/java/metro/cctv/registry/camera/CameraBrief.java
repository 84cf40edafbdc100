package metro.cctv.registry.camera;

import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import org.jspecify.annotations.Nullable;

/**
 * What a question of place answers of each camera: what the notice board and the map show anyway, how it looks and how it is.
 * Nothing here depends on who asks. Addresses, law, zones and security are the camera's own page.
 *
 * @param heightM of the lens above the ground
 * @param rangeM as entered; null: the usual one of its purpose
 */
public record CameraBrief(
        String cameraId,
        String name,
        String districtCode,
        String districtName,
        CameraPurpose purpose,
        String purposeKorean,
        @Nullable String purposeSubtype,
        String ownerAgency,
        String managingAgency,
        double lon,
        double lat,
        @Nullable Double heightM,
        @Nullable Double headingDeg,
        @Nullable Double tiltDeg,
        double fieldOfViewDeg,
        @Nullable Double rangeM,
        boolean ptz,
        CameraState state,
        Mobility.Kind mobility,
        CameraHealth health,
        long version) {}
