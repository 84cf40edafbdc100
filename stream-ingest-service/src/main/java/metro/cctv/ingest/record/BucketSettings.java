package metro.cctv.ingest.record;

import java.time.Duration;

/**
 * How whole segments come from the disks into a bucket.
 *
 * @param spoolBytes of segments that may wait for it; beyond, recording stops loudly, as on a full disk
 * @param lanes segments on their way at once; those of a camera stay in order
 * @param retryAfter a bucket that refused is tried again
 */
public record BucketSettings(long spoolBytes, int lanes, Duration retryAfter) {
    public BucketSettings {
        if (spoolBytes < 1) throw new IllegalArgumentException("spool-room: more than nothing");
        if (lanes < 1 || lanes > 64) throw new IllegalArgumentException("lanes: 1 to 64, was " + lanes);
    }
}
