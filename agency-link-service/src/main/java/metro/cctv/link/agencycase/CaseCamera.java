package metro.cctv.link.agencycase;

import java.time.Instant;
import metro.cctv.link.grant.MediaUrls;
import org.jspecify.annotations.Nullable;

/**
 * A camera of a case, best first.
 *
 * @param headingDeg degrees clockwise from north; null when it turns or is unknown
 * @param reason why this one
 * @param live with a ticket only in the answer that opened the case; otherwise the agency's own token opens it
 */
public record CaseCamera(
        String cameraId,
        String name,
        double distanceM,
        @Nullable Double headingDeg,
        String reason,
        MediaUrls live,
        Instant expiresAt) {}
