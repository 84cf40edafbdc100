package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import metro.cctv.store.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disks of this process. One that is away at the start is tried again; only when all are, nothing can be recorded. */
final class RecordingDisks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordingDisks.class);

    private final List<RecordingDisk> disks = new ArrayList<>();
    private final DiskSettings settings;

    RecordingDisks(DiskSettings settings, Disk disk, Handover handover) {
        this.settings = settings;
        IOException none = new IOException("no disk takes recordings");
        int taken = 0;
        for (var root : settings.roots()) {
            var one = new RecordingDisk(root, disk, handover, settings);
            disks.add(one);
            try {
                one.take();
                taken++;
            } catch (IOException e) {
                none.addSuppressed(e);
                one.refused(e);
            }
        }
        if (taken == 0) throw new UncheckedIOException("recordings cannot be written below " + settings.roots(), none);
    }

    List<RecordingDisk> all() {
        return disks;
    }

    long retryNanos() {
        return settings.retryAfter().toNanos();
    }

    /** Where the next segment goes. @throws IOException when none that may be chosen has room */
    RecordingDisk choose(Predicate<RecordingDisk> mayBe) throws IOException {
        List<RecordingDisk> choices = disks.stream().filter(mayBe).toList();
        OptionalInt chosen = PlacementPolicy.choose(
                choices.stream().map(RecordingDisk::choice).toList(),
                ThreadLocalRandom.current().nextDouble());
        if (chosen.isEmpty()) throw new IOException("no room: every disk keeps its headroom or refuses");
        return choices.get(chosen.getAsInt());
    }

    /** On any disk: a key names one recording. */
    boolean hasFile(String objectKey) {
        return disks.stream().anyMatch(disk -> Files.exists(disk.root().resolve(objectKey)));
    }

    void isPulled(String cameraId) {
        disks.forEach(disk -> disk.leftovers().remove(cameraId));
    }

    /** Cameras that are no longer pulled: their unfinished files are closed all the same. */
    void salvageLeftovers() {
        for (RecordingDisk disk : disks) {
            Set<String> left = new HashSet<>(disk.leftovers());
            try {
                for (String cameraId : left) if (disk.leftovers().remove(cameraId)) disk.salvage(cameraId);
            } catch (IOException e) {
                disk.refused(e);
                log.error("Unfinished segments of former cameras on {} could not be salvaged", disk.name(), e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (RecordingDisk disk : disks) disk.close();
    }
}
