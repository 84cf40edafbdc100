package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.chassis.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All cameras' recordings of this process: the folders, the writer threads, the spool. Unfinished files lie in {@code
 * .open/CAMERA/} below the root and are moved to their place when they are whole, so a reader never sees half a segment.
 */
public final class Recordings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recordings.class);
    private static final String OPEN = ".open";
    private static final Duration LEFTOVERS_AFTER = Duration.ofMinutes(1);

    private final Path root;
    private final Path lastEnds;
    private final RecordSettings settings;
    private final RecordingKeyring keyring;
    private final RecordCounters counters = new RecordCounters();
    private final WriteBudget budget = WriteBudget.ofThisProcess();
    private final SegmentSpool spool;
    private final Salvage salvage;
    private final ExecutorService writers;
    private final Set<String> leftovers;
    private final FileLock lock;

    /**
     * @param root of the recordings; must take writes
     * @param stateFolder small files that make a restart seamless
     * @param keyring whom the recordings are sealed for
     */
    public Recordings(
            Path root, Path stateFolder, RecordSettings settings, RecordingKeyring keyring, EventPublisher events) {
        this.root = root.toAbsolutePath().normalize();
        this.lastEnds = stateFolder.resolve("last-end");
        this.settings = settings;
        this.keyring = keyring;
        try {
            Durable.createFolders(this.root.resolve(OPEN));
            Durable.createFolders(lastEnds);
            this.lock = lock(this.root.resolve(OPEN).resolve("lock"));
            this.leftovers = leftovers(this.root.resolve(OPEN));
        } catch (IOException e) {
            throw new UncheckedIOException("recordings cannot be written below " + root, e);
        }
        this.spool = new SegmentSpool(stateFolder.resolve("spool").resolve("segment"), events);
        this.salvage = new Salvage(this.root, spool);
        this.writers = Executors.newFixedThreadPool(
                settings.writers(),
                Thread.ofPlatform().daemon().name("recorder-", 0).factory());
    }

    public void start() {
        spool.start();
        Thread.ofPlatform().daemon().name("salvage").start(this::salvageLeftovers);
    }

    public RecordCounters counters() {
        return counters;
    }

    public SegmentSpool spool() {
        return spool;
    }

    public Recorder recorder(String cameraId, String districtCode) {
        leftovers.remove(cameraId);
        return new Recorder(
                new SegmentWriter(cameraId, districtCode, this), writers, settings.queueBytes(), budget, counters);
    }

    /** Waits for the fragments that are queued; call after the recorders were stopped. */
    @Override
    public void close() {
        writers.shutdown();
        try {
            if (!writers.awaitTermination(10, TimeUnit.SECONDS))
                log.error("Recorders did not finish; the next start salvages what they hold");
            spool.close();
            lock.channel().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("The recordings' lock was not given back: {}", e.getMessage());
        }
    }

    Path root() {
        return root;
    }

    RecordingKeyring keyring() {
        return keyring;
    }

    Duration segmentLength() {
        return settings.segmentLength();
    }

    Path openFolder(String cameraId) {
        return root.resolve(OPEN).resolve(cameraId);
    }

    Optional<Instant> salvage(String cameraId) throws IOException {
        return salvage.camera(openFolder(cameraId));
    }

    /** When this camera's last picture on disk ended; empty for a new camera. */
    Optional<Instant> lastEnd(String cameraId) throws IOException {
        Path file = lastEnds.resolve(cameraId);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Instant.parse(Files.readString(file).trim()));
        } catch (java.time.format.DateTimeParseException e) {
            log.warn("{}: the time of the last recording is unreadable", cameraId);
            return Optional.empty();
        }
    }

    void rememberEnd(String cameraId, Instant end) throws IOException {
        Files.writeString(lastEnds.resolve(cameraId), end.toString());
    }

    /** Cameras that are no longer pulled: their unfinished files are closed all the same. */
    private void salvageLeftovers() {
        try {
            TimeUnit.MILLISECONDS.sleep(LEFTOVERS_AFTER.toMillis());
            for (String cameraId : Set.copyOf(leftovers)) if (leftovers.remove(cameraId)) salvage(cameraId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.error("Unfinished segments of former cameras could not be salvaged", e);
        }
    }

    private static Set<String> leftovers(Path open) throws IOException {
        try (Stream<Path> folders = Files.list(open)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
        }
    }

    /** Two ingest processes on one folder would pull every camera twice. */
    private static FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock taken = channel.tryLock();
        if (taken == null) {
            channel.close();
            throw new IOException("another ingest process records there");
        }
        return taken;
    }
}
