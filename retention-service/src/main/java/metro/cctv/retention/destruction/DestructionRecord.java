package metro.cctv.retention.destruction;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the law wants to be able to read years later.
 *
 * @param name the first and the last file, and how many
 * @param rule that was in force
 * @param by the schedule, or the person who ran it
 * @param destroyedAt null while it is under way
 */
record DestructionRecord(
        UUID destructionId,
        String cameraId,
        String districtCode,
        String name,
        Instant periodFrom,
        Instant periodTo,
        int segments,
        long bytes,
        String rule,
        String by,
        Instant beganAt,
        @Nullable Instant destroyedAt) {}
