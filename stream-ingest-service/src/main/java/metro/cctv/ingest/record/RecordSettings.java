package metro.cctv.ingest.record;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Recording to files.
 *
 * @param segmentLength a segment ends at the first key frame after this, 2 s to 5 min
 * @param writers threads that write and hash; a camera's fragments stay in order. More than processors: closing a segment waits
 *     for the disk four times, and a file system writes down what several wait for in one go
 * @param queueBytes waiting per camera when the disk is slow; above it the newest are dropped and the gap is told
 */
public record RecordSettings(
        @DefaultValue("10s") Duration segmentLength,
        @DefaultValue("8") int writers,
        @DefaultValue("16777216") long queueBytes) {
    public RecordSettings {
        if (segmentLength.toSeconds() < 2 || segmentLength.toSeconds() > 300)
            throw new IllegalArgumentException("segment-length: 2s to 5m, was " + segmentLength);
        if (writers < 1 || writers > 64) throw new IllegalArgumentException("writers: 1 to 64, was " + writers);
        if (queueBytes < 1 << 20) throw new IllegalArgumentException("queue-bytes: at least 1 MiB, was " + queueBytes);
    }
}
