package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    /** Since the start; one that is pulled no more closed its segment itself. */
    private final Set<String> pulled = ConcurrentHashMap.newKeySet();

    RecordingDisks(DiskSettings settings, Disk disk, KnownDisks known, Handover handover) {
        this.settings = settings;
        IOException none = new IOException("no disk takes recordings");
        int taken = 0;
        for (var root : settings.roots()) {
            var one = new RecordingDisk(root, disk, known, handover, settings);
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

    /** @throws IOException when none has it, and it may lie on one that is away */
    Optional<Path> find(String objectKey) throws IOException {
        IOException away = null;
        for (RecordingDisk disk : disks) {
            try {
                if (disk.volume().find(objectKey).isPresent())
                    return Optional.of(disk.root().resolve(objectKey));
            } catch (IOException e) {
                away = e;
            }
        }
        if (away != null) throw away;
        return Optional.empty();
    }

    void isPulled(String cameraId) {
        pulled.add(cameraId);
    }

    /** Cameras that are no longer pulled: their unfinished files are closed all the same, on a disk that came late too. */
    void salvageLeftovers() {
        for (RecordingDisk disk : disks) {
            try {
                disk.salvageLeftovers(pulled::contains);
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
