package metro.cctv.simulator.camera;

import org.jspecify.annotations.Nullable;

/**
 * What the registry should know of a simulated camera.
 *
 * @param cameraId e.g. {@code DJ-YUS-001}
 * @param purpose one of the ten legal purposes, as {@code contracts} names them
 * @param lon WGS 84 degrees east
 * @param lat WGS 84 degrees north
 * @param headingDeg degrees clockwise from true north; null when it turns
 * @param fieldOfViewDeg horizontal
 * @param scene name in the scene catalogue
 */
public record CameraDescription(
        String cameraId,
        String name,
        String districtCode,
        String districtName,
        String purpose,
        String managingAgency,
        double lon,
        double lat,
        @Nullable Double headingDeg,
        double fieldOfViewDeg,
        boolean ptz,
        String scene) {

    public CameraDescription {
        if (!cameraId.matches("[A-Z0-9-]{3,32}"))
            throw new IllegalArgumentException("cameraId: capitals, digits and hyphens, 3 to 32, was " + cameraId);
    }
}
