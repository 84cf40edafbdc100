package metro.cctv.retention.segment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recording file as the index knows it.
 *
 * @param objectKey path below the recordings' root
 * @param bytes of the file
 * @param mediaBytes of the MP4 in it; the same when it is not sealed
 * @param initBytes length of {@code ftyp moov} at the MP4's start
 * @param keyId what it is sealed with; null: it is not
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
        long mediaBytes,
        int initBytes,
        @Nullable String keyId,
        boolean doomed) {}
