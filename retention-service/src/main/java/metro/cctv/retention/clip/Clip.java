package metro.cctv.retention.clip;

import java.time.Instant;
import java.util.UUID;

/**
 * A copy that went out.
 *
 * @param subject who asked, within the agency
 * @param destroyBy when it must be destroyed there
 */
record Clip(
        UUID clipId,
        String cameraId,
        String districtCode,
        Instant from,
        Instant to,
        String agency,
        String subject,
        String caseNo,
        String sha256,
        long bytes,
        Instant madeAt,
        Instant destroyBy) {}
