package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.store.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Segments that waited for a bucket when this process was last told of one. Those that still lie on a disk are announced there. */
final class FormerUploads {
    private static final Logger log = LoggerFactory.getLogger(FormerUploads.class);

    private final List<SegmentNotes> lanes;
    private int toldLeft;

    FormerUploads(Path folder, Disk disk) {
        this.lanes = lanes(folder).stream()
                .map(lane -> new SegmentNotes(lane, disk))
                .filter(lane -> !lane.isEmpty())
                .toList();
        if (size() > 0) log.error("{} segments waited for a bucket, and none is named any more", size());
    }

    int size() {
        return lanes.stream().mapToInt(SegmentNotes::size).sum();
    }

    /** A note of one that lies on no disk stays: it may be in the bucket, or on a disk that is away. */
    void announce(RecordingDisks disks, Handover spool) {
        int before = size();
        if (before == 0) return;
        for (SegmentNotes lane : lanes)
            for (String name : lane.first(Integer.MAX_VALUE)) announce(lane, name, disks, spool);
        int left = size();
        if (left < before) log.warn("{} segments that waited for a bucket are announced where they lie", before - left);
        if (left > 0 && left != toldLeft)
            log.error("{} segments that waited for a bucket lie on no disk that is here: name the bucket again", left);
        toldLeft = left;
    }

    private static void announce(SegmentNotes lane, String name, RecordingDisks disks, Handover spool) {
        try {
            Optional<SegmentClosed> segment = lane.read(name);
            if (segment.isEmpty() || disks.find(segment.get().objectKey()).isEmpty()) return;
            spool.add(segment.get());
            lane.remove(name);
        } catch (IOException | IllegalArgumentException e) {
            log.debug("{} stays: {}", name, e.toString());
        }
    }

    /** The folders of all lanes that there ever were. */
    static List<Path> lanes(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> lanes = Files.list(folder)) {
            return lanes.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("what waits for the bucket cannot be read: " + folder, e);
        }
    }
}
