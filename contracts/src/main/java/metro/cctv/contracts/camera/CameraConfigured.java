package metro.cctv.contracts.camera;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * A camera as the registry now has it. Key = {@code cameraId}; the topic is compacted, a retired camera ends in a
 * tombstone. Credentials are never part of it: ingest asks the registry for them by an authenticated call.
 *
 * @param cameraId the camera's code, see {@link Require#cameraId}
 * @param districtCode e.g. {@code DJ-SEO}; the unit of deployment, of rights and of failure
 * @param managingAgency who answers for the camera
 * @param lon WGS 84 degrees east
 * @param lat WGS 84 degrees north
 * @param headingDeg degrees clockwise from true north; null when it turns or is unknown
 * @param fieldOfViewDeg horizontal, 1 to 360
 * @param mainStream null: not known yet, so the camera cannot be ACTIVE
 * @param subStream low-resolution stream for analysis; null: the main stream is analysed
 * @param needsCredentials ingest must fetch a user name and password before it dials
 * @param version grows with every change of this camera
 */
public record CameraConfigured(
        UUID eventId,
        String cameraId,
        String name,
        String districtCode,
        CameraPurpose purpose,
        String managingAgency,
        double lon,
        double lat,
        @Nullable Double headingDeg,
        double fieldOfViewDeg,
        @Nullable StreamAddress mainStream,
        @Nullable StreamAddress subStream,
        boolean ptz,
        boolean needsCredentials,
        CameraState state,
        List<Zone> zones,
        List<PrivacyMask> masks,
        Mounting mounting,
        long version,
        Instant at) {

    public CameraConfigured {
        Require.cameraId(cameraId);
        Require.text("name", name, 200);
        Require.text("districtCode", districtCode, 32);
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -90, 90);
        if (headingDeg != null) Require.within("headingDeg", headingDeg, 0, 360);
        Require.within("fieldOfViewDeg", fieldOfViewDeg, 1, 360);
        zones = List.copyOf(zones);
        masks = List.copyOf(orElse(masks, List.of()));
        mounting = orElse(mounting, Mounting.UNKNOWN);
        if (mainStream == null && state == CameraState.ACTIVE)
            throw new IllegalArgumentException("mainStream: an active camera has one");
    }

    /** Events written before masks and mountings existed lack them. */
    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
