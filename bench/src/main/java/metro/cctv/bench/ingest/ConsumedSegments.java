package metro.cctv.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.segment.SegmentClosed;
import org.jspecify.annotations.Nullable;

/** Counts announced segments and removes their files, so that hours of many cameras need no disk; compares some before. */
final class ConsumedSegments {
    private static final int COMPARED_OF = 50;
    /** Between two segments of a camera; ingest tells what is longer as a gap. */
    private static final Duration SEAM = Duration.ofSeconds(1);

    private final Path root;
    private final Map<String, Instant> ends = new HashMap<>();
    private @Nullable PayloadCheck check;
    private long segments;
    private long bytes;
    private long gaps;
    private long untoldHoles;
    private long compared;
    private long pictures;
    private long wrong;

    ConsumedSegments(Path root) {
        this.root = root;
    }

    /**
     * @param gaps that ingest told
     * @param untoldHoles between two segments of a camera, without a gap told
     * @param compared files whose hash and pictures were compared
     * @param wrong of these: hashes, pictures that are not the clip's or not in its order
     */
    record Sum(long segments, long bytes, long gaps, long untoldHoles, long compared, long pictures, long wrong) {}

    synchronized Sum sum() {
        return new Sum(segments, bytes, gaps, untoldHoles, compared, pictures, wrong);
    }

    synchronized void compareWith(PayloadCheck payloads) {
        check = payloads;
    }

    synchronized void accept(SegmentClosed segment) {
        try {
            if (segments++ % COMPARED_OF == 0 && check != null) compare(check.of(List.of(segment)));
            bytes += segment.bytes();
            gaps += segment.gapsBefore().size();
            Instant last = ends.put(segment.cameraId(), segment.endedAt());
            if (last != null
                    && segment.gapsBefore().isEmpty()
                    && Duration.between(last, segment.startedAt()).compareTo(SEAM) > 0) untoldHoles++;
            Files.delete(root.resolve(segment.objectKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(PayloadCheck.Outcome outcome) {
        compared++;
        pictures += outcome.pictures();
        wrong += outcome.wrongHashes() + outcome.foreign() + outcome.outOfOrder();
    }
}
