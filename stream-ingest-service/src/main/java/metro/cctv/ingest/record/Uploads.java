package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.store.Disk;
import metro.cctv.store.Volume;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whole segments on their way from a disk to a bucket. Only what the bucket has is announced. While it is away they wait on the disks,
 * in order for each camera and in bounded room; retention finds them there or in the bucket all the same.
 */
public final class Uploads implements Handover, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int LOOK_AT = 100;
    /** What is on its way then is put again by the next start. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private static final int MUST_BE_THE_BUCKET = 3;

    private final Volume bucket;
    private final BucketSettings settings;
    private final Handover announce;
    private final Supplier<RecordingDisks> disks;
    private final LongAdder conflicts;
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean running = true;
    private volatile @Nullable String complaint;

    /** Cameras of one hash, one segment after another. */
    private final class Lane {
        private final SegmentNotes notes;
        private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
        private final Semaphore work = new Semaphore(1);
        /** Cameras whose oldest segment was refused, tried again then (nanoTime): what came after it waits for it. */
        private final Map<String, Long> held = new ConcurrentHashMap<>();

        private @Nullable Thread thread;

        Lane(Path folder, Disk disk) {
            notes = new SegmentNotes(folder, disk);
        }

        private void isWaiting(String name, SegmentClosed segment) {
            var one = new Waiting(segment.cameraId(), segment.bytes());
            if (waiting.put(name, one) == null) waitingBytes.addAndGet(one.bytes());
        }

        private void waitsNoMore(String name) {
            Waiting one = waiting.remove(name);
            if (one == null) return;
            waitingBytes.addAndGet(-one.bytes());
            held.remove(one.cameraId());
        }

        private String cameraOf(String name) {
            Waiting one = waiting.get(name);
            return one == null ? "" : one.cameraId();
        }

        private void hold(String cameraId) {
            held.put(cameraId, System.nanoTime() + settings.retryAfter().toNanos());
        }

        private Set<String> heldNow() {
            return held.entrySet().stream()
                    .filter(one -> System.nanoTime() - one.getValue() < 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private record Waiting(String cameraId, long bytes) {}

    /**
     * @param announce what comes after
     * @param conflicts counts what the bucket will never take
     */
    Uploads(
            Volume bucket,
            BucketSettings settings,
            Path folder,
            Disk disk,
            Supplier<RecordingDisks> disks,
            Handover announce,
            LongAdder conflicts) {
        this.bucket = bucket;
        this.settings = settings;
        this.announce = announce;
        this.disks = disks;
        this.conflicts = conflicts;
        Map<Path, SegmentNotes> all = new LinkedHashMap<>();
        for (int i = 0; i < settings.lanes(); i++) {
            Path lane = folder.resolve("lane-" + i);
            lanes.add(new Lane(lane, disk));
            all.put(lane, lanes.getLast().notes);
        }
        for (Path lane : FormerUploads.lanes(folder)) all.computeIfAbsent(lane, of -> new SegmentNotes(of, disk));
        try {
            for (SegmentNotes notes : all.values()) sort(notes);
        } catch (IOException e) {
            throw new UncheckedIOException("what waits for the bucket cannot be read: " + folder, e);
        }
    }

    /** Each note into its camera's lane: there may have been more lanes, or fewer, when it was written. */
    private void sort(SegmentNotes there) throws IOException {
        for (String name : there.first(Integer.MAX_VALUE)) {
            Optional<SegmentClosed> note = there.read(name);
            if (note.isEmpty()) continue;
            Lane lane = laneOf(note.get());
            if (lane.notes != there) there.moveTo(lane.notes, name);
            lane.isWaiting(name, note.get());
        }
    }

    void start() {
        for (Lane lane : lanes)
            lane.thread = Thread.ofPlatform().daemon().name("upload").start(() -> run(lane));
    }

    private Lane laneOf(SegmentClosed segment) {
        return lanes.get(Math.floorMod(segment.cameraId().hashCode(), lanes.size()));
    }

    @Override
    public void add(SegmentClosed segment) throws IOException {
        Lane lane = laneOf(segment);
        String name = lane.notes.nextName(segment);
        lane.isWaiting(name, segment);
        try {
            lane.notes.add(name, segment);
        } catch (IOException e) {
            lane.waitsNoMore(name);
            throw e;
        }
        lane.work.release();
    }

    /** Segments that the bucket has not yet. */
    public int size() {
        return lanes.stream().mapToInt(lane -> lane.notes.size()).sum();
    }

    public long waitingBytes() {
        return waitingBytes.get();
    }

    public String bucket() {
        return bucket.name();
    }

    /** Why something does not get into the bucket now. */
    public Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    public boolean isFull() {
        return waitingBytes.get() >= settings.spoolBytes();
    }

    @Override
    public void close() {
        running = false;
        List<Thread> threads = lanes.stream()
                .flatMap(lane -> Optional.ofNullable(lane.thread).stream())
                .toList();
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) thread.join(CLOSING.dividedBy(threads.size()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Lane lane) {
        while (running) {
            try {
                boolean busy = pass(lane);
                lane.work.tryAcquire(busy ? 0 : settings.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
                lane.work.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * The oldest of each camera first. Where one is refused its camera waits and the others go on, until so many are refused one
     * after another that it must be the bucket.
     *
     * @return whether anything went through
     */
    private boolean pass(Lane lane) throws InterruptedException {
        int done = 0;
        int refusedInARow = 0;
        Set<String> held = lane.heldNow();
        for (String name : lane.notes.first(Integer.MAX_VALUE)) {
            if (!running || done == LOOK_AT) break;
            String cameraId = lane.cameraOf(name);
            if (held.contains(cameraId)) continue;
            try {
                upload(lane, name);
                done++;
                refusedInARow = 0;
            } catch (IOException | RuntimeException e) {
                if (!running) break;
                held.add(cameraId);
                lane.hold(cameraId);
                refused(name, e);
                if (++refusedInARow < MUST_BE_THE_BUCKET) continue;
                TimeUnit.MILLISECONDS.sleep(settings.retryAfter().toMillis());
                break;
            }
        }
        if (done > 0 && lanes.stream().allMatch(one -> one.held.isEmpty())) worked();
        return done > 0;
    }

    /** A crash may have come between any two steps: each may be done again. */
    private void upload(Lane lane, String name) throws IOException {
        Optional<SegmentClosed> note = lane.notes.read(name);
        if (note.isPresent()) {
            SegmentClosed segment = note.get();
            lane.isWaiting(name, segment);
            try {
                intoTheBucket(segment);
                lane.notes.remove(name);
            } catch (FileAlreadyExistsException | IllegalArgumentException e) {
                conflicts.increment();
                log.error(
                        "{} will never take {}; it stays on its disk, not announced: {}",
                        bucket.name(),
                        name,
                        e.toString());
                lane.notes.setAside(name, ".conflict");
            }
        }
        lane.waitsNoMore(name);
    }

    private void intoTheBucket(SegmentClosed segment) throws IOException {
        Optional<Path> file = disks.get().find(segment.objectKey());
        if (file.isPresent()) bucket.put(segment.objectKey(), file.get());
        if (file.isPresent() || bucket.find(segment.objectKey()).isPresent()) announce.add(segment);
        else log.error("{} lies neither on a disk nor in {}: not announced", segment.objectKey(), bucket.name());
    }

    private void worked() {
        if (complaint == null) return;
        complaint = null;
        log.warn("{} takes recordings again, {} wait", bucket.name(), size());
    }

    private void refused(String name, Exception e) {
        if (complaint != null) return;
        complaint = e.getMessage() + " since " + Instant.now();
        log.error("{}: {}; it waits on its disk", name, e.getMessage(), e);
    }
}
