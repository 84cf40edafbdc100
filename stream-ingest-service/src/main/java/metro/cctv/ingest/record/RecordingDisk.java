package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.store.Disk;
import metro.cctv.store.LocalVolume;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One disk that recordings are written to, and how it is. Unfinished files lie in {@code .open/CAMERA/} below its root and are
 * moved to their place when they are whole, so a reader never sees half a segment.
 */
public final class RecordingDisk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RecordingDisk.class);

    private final Path root;
    private final Disk disk;
    private final LocalVolume volume;
    private final Salvage salvage;
    private final KnownDisks known;
    /** Held by those who salvage a camera that they record; alone by who salvages one that nobody does. */
    private final ReadWriteLock salvaging = new ReentrantReadWriteLock();

    private final long headroomBytes;
    private final long retryNanos;
    private final Set<String> leftovers = ConcurrentHashMap.newKeySet();
    private @Nullable FileLock lock;
    private volatile @Nullable Trouble trouble;

    /** How a disk is, for whoever looks after it. */
    public enum State {
        WELL,
        /** Nothing but its headroom is left. */
        FULL,
        REFUSING
    }

    private record Trouble(long nanos, Instant since, String what) {}

    RecordingDisk(Path root, Disk disk, KnownDisks known, Handover handover, DiskSettings settings) {
        this.known = known;
        this.volume = new LocalVolume(root, disk);
        this.root = volume.root();
        this.disk = disk;
        this.salvage = new Salvage(this.root, disk, handover);
        this.headroomBytes = settings.headroomBytes();
        this.retryNanos = settings.retryAfter().toNanos();
    }

    public String name() {
        return volume.name();
    }

    /** Beyond the headroom; nothing of a disk that cannot be asked. */
    public long freeBytes() {
        try {
            return Math.max(0, disk.usableBytes(root) - headroomBytes);
        } catch (IOException e) {
            return 0;
        }
    }

    public State state() {
        if (trouble != null) return State.REFUSING;
        return freeBytes() > 0 ? State.WELL : State.FULL;
    }

    /** Why it refuses, and since when; empty when it does not. */
    public Optional<String> complaint() {
        Trouble last = trouble;
        return last == null ? Optional.empty() : Optional.of(last.what() + " since " + last.since());
    }

    /**
     * Two ingest processes on one folder would pull every camera twice.
     *
     * @throws IOException also when its disk was here before and is not mounted now
     */
    synchronized void take() throws IOException {
        Path open = root.resolve(LocalVolume.OPEN);
        boolean isThere = Files.isDirectory(open);
        if (!isThere && (lock != null || known.has(root))) {
            close();
            throw new NotMountedException(root);
        }
        if (lock != null) return;
        if (!isThere) disk.createFolders(open);
        known.remember(root);
        lock = lock(open.resolve("lock"));
        leftovers.addAll(leftovers(open));
    }

    private static final class NotMountedException extends IOException {
        private static final long serialVersionUID = 1;

        NotMountedException(Path root) {
            super("not mounted: " + root + " was recorded on before and has no folder " + LocalVolume.OPEN
                    + " now; on a new disk, make it by hand");
        }
    }

    Disk disk() {
        return disk;
    }

    Path root() {
        return root;
    }

    LocalVolume volume() {
        return volume;
    }

    Path openFolder(String cameraId) {
        return root.resolve(LocalVolume.OPEN).resolve(cameraId);
    }

    /** What a crash or a failure left of this camera. @return when the last picture ends that was saved */
    Optional<Instant> salvage(String cameraId) throws IOException {
        salvaging.readLock().lock();
        try {
            take();
            Path folder = openFolder(cameraId);
            if (!Files.isDirectory(folder)) disk.makeFolder(folder);
            return salvage.camera(folder);
        } finally {
            salvaging.readLock().unlock();
        }
    }

    /** @param isPulled whose unfinished files are no leftovers: they are being written */
    void salvageLeftovers(Predicate<String> isPulled) throws IOException {
        if (!leftovers.isEmpty()) take();
        for (String cameraId : Set.copyOf(leftovers)) {
            salvaging.writeLock().lock();
            try {
                if (!isPulled.test(cameraId)) salvage.camera(openFolder(cameraId));
                leftovers.remove(cameraId);
            } finally {
                salvaging.writeLock().unlock();
            }
        }
    }

    /** Told once until it is well again. */
    void refused(IOException e) {
        if (e instanceof StateException) return;
        Trouble before = trouble;
        trouble = new Trouble(
                System.nanoTime(),
                before == null ? Instant.now() : before.since(),
                e instanceof NotMountedException ? "not mounted" : e.getClass().getSimpleName());
        if (before == null)
            log.error("{}: the disk refuses ({}); new segments go to another if there is one", root, e.toString());
    }

    /** A segment was closed there. */
    void worked() {
        if (trouble == null) return;
        trouble = null;
        log.warn("{}: the disk takes recordings again", root);
    }

    PlacementPolicy.Choice choice() {
        Trouble last = trouble;
        return new PlacementPolicy.Choice(freeBytes(), last != null && System.nanoTime() - last.nanos() < retryNanos);
    }

    @Override
    public synchronized void close() throws IOException {
        if (lock != null) lock.channel().close();
        lock = null;
    }

    private static Set<String> leftovers(Path open) throws IOException {
        try (Stream<Path> folders = Files.list(open)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock taken = channel.tryLock();
            if (taken != null) return taken;
        } catch (OverlappingFileLockException e) {
            log.debug("{}: taken in this very process", file);
        }
        channel.close();
        throw new IOException("another ingest process records there");
    }
}
