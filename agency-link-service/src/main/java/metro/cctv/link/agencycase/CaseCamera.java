package metro.cctv.link.agencycase;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.MediaUrls;
import metro.cctv.link.selection.ReasonCode;
import org.jspecify.annotations.Nullable;

/**
 * A camera of a case, best first.
 *
 * @param headingDeg degrees clockwise from north; null when it turns or is unknown
 * @param reason why this one, in words
 * @param reasonCodes the same for programs
 * @param live with a ticket only in the answer that granted it; otherwise the agency's, or the unit's, own token opens it
 */
public record CaseCamera(
        String cameraId,
        String name,
        double distanceM,
        @Nullable Double headingDeg,
        String reason,
        List<ReasonCode> reasonCodes,
        MediaUrls live,
        Instant expiresAt) {

    static CaseCamera of(CameraConfigured camera, Grant grant, MediaUrls live) {
        return new CaseCamera(
                camera.cameraId(),
                camera.name(),
                Math.round(requireNonNull(grant.distanceM()) * 10) / 10.0,
                camera.headingDeg(),
                grant.reason(),
                grant.codes(),
                live,
                grant.expiresAt());
    }

    /** Without a ticket. */
    static CaseCamera of(CameraConfigured camera, Grant grant) {
        return of(camera, grant, MediaUrls.of(grant.cameraId(), null, grant.stream()));
    }

    /** For what lies in a feed for days: it must not open a picture. */
    CaseCamera withoutTicket() {
        return new CaseCamera(
                cameraId, name, distanceM, headingDeg, reason, reasonCodes, live.withoutTicket(), expiresAt);
    }
}
