package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.store.Disk;
import metro.cctv.store.Volume;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All cameras' recordings of this process: the disks, the writer threads, the spool. */
public final class Recordings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recordings.class);
    private static final Duration LEFTOVERS_EVERY = Duration.ofMinutes(1);
    private static final String UPLOAD = "spool/upload";

    private final RecordingDisks disks;
    private final Path lastEnds;
    private final Disk state;
    private final RecordSettings settings;
    private final RecordingKeyring keyring;
    private final RecordCounters counters = new RecordCounters();
    private final WriteBudget budget = WriteBudget.ofThisProcess();
    private final SegmentSpool spool;
    private final @Nullable Uploads uploads;
    private final @Nullable FormerUploads formerUploads;
    private final Handover handover;
    private final ExecutorService writers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Future<?> warm;

    /** One folder and all of its disk. */
    public Recordings(
            Path root, Path stateFolder, RecordSettings settings, RecordingKeyring keyring, EventPublisher events) {
        this(new DiskSettings(List.of(root), 0), new Disk(), stateFolder, settings, keyring, events);
    }

    /**
     * @param disks one of them must take writes
     * @param disk how they and the state folder are written to
     * @param stateFolder small files that make a restart seamless
     * @param keyring whom the recordings are sealed for
     */
    public Recordings(
            DiskSettings disks,
            Disk disk,
            Path stateFolder,
            RecordSettings settings,
            RecordingKeyring keyring,
            EventPublisher events) {
        this(disks, disk, stateFolder, settings, keyring, events, null);
    }

    /** @param bucket where whole segments go from the disks; null: they stay there */
    public Recordings(
            DiskSettings disks,
            Disk disk,
            Path stateFolder,
            RecordSettings settings,
            RecordingKeyring keyring,
            EventPublisher events,
            @Nullable Bucket bucket) {
        this.lastEnds = stateFolder.resolve("last-end");
        this.state = disk;
        this.settings = settings;
        this.keyring = keyring;
        try {
            disk.createFolders(lastEnds);
        } catch (IOException e) {
            throw new UncheckedIOException("the state folder cannot be written: " + stateFolder, e);
        }
        this.spool = new SegmentSpool(stateFolder.resolve("spool").resolve("segment"), disk, events);
        this.uploads = bucket == null
                ? null
                : new Uploads(
                        bucket.volume(),
                        bucket.settings(),
                        stateFolder.resolve(UPLOAD),
                        disk,
                        this::placement,
                        spool,
                        counters.conflicts);
        this.formerUploads = uploads == null ? new FormerUploads(stateFolder.resolve(UPLOAD), disk) : null;
        Handover next = uploads == null ? spool : uploads;
        this.handover = segment -> ofState(() -> next.add(segment));
        this.disks = new RecordingDisks(disks, disk, new KnownDisks(stateFolder.resolve("disks"), disk), handover);
        this.writers = Executors.newFixedThreadPool(
                settings.writers(),
                Thread.ofPlatform().daemon().name("recorder-", 0).factory());
        this.warm = SealingWarmUp.begun();
    }

    /** A bucket and the way there. */
    public record Bucket(Volume volume, BucketSettings settings) {}

    /** Before the first camera is dialled. Waits until sealing is fast enough for all of them, for some seconds at most. */
    public void start() {
        SealingWarmUp.await(warm);
        spool.start();
        if (uploads != null) uploads.start();
        Thread.ofPlatform().daemon().name("salvage").start(() -> tidy(LEFTOVERS_EVERY));
    }

    public RecordCounters counters() {
        return counters;
    }

    public SegmentSpool spool() {
        return spool;
    }

    /** Empty: segments stay on the disks. */
    public Optional<Uploads> uploads() {
        return Optional.ofNullable(uploads);
    }

    public List<RecordingDisk> disks() {
        return List.copyOf(disks.all());
    }

    public Recorder recorder(String cameraId, String districtCode) {
        disks.isPulled(cameraId);
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
            closing.countDown();
            if (uploads != null) uploads.close();
            spool.close();
            disks.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            log.warn("The recordings' lock was not given back: {}", e.getMessage());
        }
    }

    Handover handover() {
        return handover;
    }

    /** @throws IOException when too much waits for the bucket */
    void mustHaveRoom() throws IOException {
        if (uploads != null && uploads.isFull())
            throw new IOException("no room: the bucket is away and all that may wait for it waits");
    }

    /** The bucket is not asked for each new segment whether the name is taken: there every name is unique. */
    boolean mayNotLookForNames() {
        return uploads != null;
    }

    RecordingDisks placement() {
        return disks;
    }

    RecordingKeyring keyring() {
        return keyring;
    }

    Duration segmentLength() {
        return settings.segmentLength();
    }

    /** When this camera's last picture on disk ended; empty for a new camera. */
    Optional<Instant> lastEnd(String cameraId) throws IOException {
        Path file = lastEnds.resolve(cameraId);
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(Instant.parse(Files.readString(file).trim()));
        } catch (IOException e) {
            throw new StateException(e);
        } catch (java.time.format.DateTimeParseException e) {
            log.warn("{}: the time of the last recording is unreadable", cameraId);
            return Optional.empty();
        }
    }

    void rememberEnd(String cameraId, Instant end) throws IOException {
        byte[] text = end.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        ofState(() -> state.jot(lastEnds.resolve(cameraId), text));
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void ofState(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            throw new StateException(e);
        }
    }

    /** What an earlier life left, and what is found on a disk that came late. */
    void tidy(Duration every) {
        try {
            round(this::announceFormerUploads);
            while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                round(disks::salvageLeftovers);
                round(this::announceFormerUploads);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails unexpectedly is tried again in the next one. */
    private void round(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            counters.errors.increment();
            log.error("What an earlier life left could not be looked through", e);
        }
    }

    private void announceFormerUploads() {
        if (formerUploads != null) formerUploads.announce(disks, spool);
    }
}
