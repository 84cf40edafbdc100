package metro.cctv.ingest.record;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The disks of the recordings.
 *
 * @param roots a folder on each
 * @param headroomBytes of each that no segment begins in: what is open needs room to end
 * @param retryAfter a disk that refused is tried again
 */
public record DiskSettings(List<Path> roots, long headroomBytes, Duration retryAfter) {
    private static final Duration USUAL_RETRY = Duration.ofSeconds(5);

    public DiskSettings {
        roots = List.copyOf(roots);
        if (roots.isEmpty()) throw new IllegalArgumentException("recordings-roots: at least one folder");
        if (roots.stream().distinct().count() < roots.size())
            throw new IllegalArgumentException("recordings-roots: a folder is named twice");
        if (headroomBytes < 0) throw new IllegalArgumentException("headroom: not below 0");
    }

    public DiskSettings(List<Path> roots, long headroomBytes) {
        this(roots, headroomBytes, USUAL_RETRY);
    }
}
