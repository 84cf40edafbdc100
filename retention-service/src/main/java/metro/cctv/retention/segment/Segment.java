package metro.cctv.retention.segment;

import java.time.Instant;
import java.util.UUID;

/**
 * One recording file as the index knows it.
 *
 * @param objectKey path below the recordings' root
 * @param initBytes length of {@code ftyp moov} at its start
 * @param doomed its destruction has begun or is done: nobody sees it any more
 */
public record Segment(
        UUID id,
        String cameraId,
        String districtCode,
        String objectKey,
        Instant startedAt,
        Instant endedAt,
        long bytes,
        int initBytes,
        boolean doomed) {}
