package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
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

    private final Volume bucket;
    private final BucketSettings settings;
    private final Handover announce;
    private final Supplier<List<RecordingDisk>> disks;
    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean running = true;
    private volatile @Nullable String complaint;

    /** Cameras of one hash, one segment after another. */
    private static final class Lane {
        private final SegmentNotes notes;
        private final Semaphore work = new Semaphore(1);
        private @Nullable Thread thread;

        Lane(Path folder, Disk disk) {
            notes = new SegmentNotes(folder, disk);
        }
    }

    /** @param announce what comes after */
    Uploads(
            Volume bucket,
            BucketSettings settings,
            Path folder,
            Disk disk,
            Supplier<List<RecordingDisk>> disks,
            Handover announce) {
        this.bucket = bucket;
        this.settings = settings;
        this.announce = announce;
        this.disks = disks;
        for (int i = 0; i < settings.lanes(); i++) lanes.add(new Lane(folder.resolve("lane-" + i), disk));
    }

    /** @throws IOException when a note of an earlier life cannot be read */
    void start() throws IOException {
        for (Lane lane : lanes) {
            for (String name : lane.notes.first(Integer.MAX_VALUE))
                waitingBytes.addAndGet(
                        lane.notes.read(name).map(SegmentClosed::bytes).orElse(0L));
            lane.thread = Thread.ofPlatform().daemon().name("upload").start(() -> run(lane));
        }
    }

    @Override
    public void add(SegmentClosed segment) throws IOException {
        Lane lane = lanes.get(Math.floorMod(segment.cameraId().hashCode(), lanes.size()));
        waitingBytes.addAndGet(segment.bytes());
        lane.notes.add(segment);
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

    /** Why nothing gets into the bucket now. */
    public Optional<String> complaint() {
        return Optional.ofNullable(complaint);
    }

    public boolean isFull() {
        return waitingBytes.get() >= settings.spoolBytes();
    }

    @Override
    public void close() {
        running = false;
        for (Lane lane : lanes) {
            Thread thread = lane.thread;
            if (thread != null) thread.interrupt();
        }
    }

    private void run(Lane lane) {
        while (running) {
            try {
                lane.work.tryAcquire(lane.notes.isEmpty() ? 2_000 : 0, TimeUnit.MILLISECONDS);
                lane.work.drainPermits();
                for (String name : lane.notes.first(LOOK_AT)) upload(lane, name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                if (!running) return;
                refused(e);
                pause();
            }
        }
    }

    /** A crash may have come between any two steps: each may be done again. */
    private void upload(Lane lane, String name) throws IOException {
        Optional<SegmentClosed> note = lane.notes.read(name);
        if (note.isPresent()) {
            SegmentClosed segment = note.get();
            Optional<Path> file = fileOf(segment.objectKey());
            if (file.isPresent()) bucket.put(segment.objectKey(), file.get());
            worked();
            if (file.isPresent() || bucket.find(segment.objectKey()).isPresent()) announce.add(segment);
            else log.error("{} lies neither on a disk nor in {}: not announced", segment.objectKey(), bucket.name());
            waitingBytes.addAndGet(-segment.bytes());
        }
        lane.notes.remove(name);
    }

    /** @throws IOException when it may lie on a disk that is away */
    private Optional<Path> fileOf(String key) throws IOException {
        for (RecordingDisk disk : disks.get())
            if (disk.volume().find(key).isPresent())
                return Optional.of(disk.root().resolve(key));
        return Optional.empty();
    }

    private void worked() {
        if (complaint == null) return;
        complaint = null;
        log.warn("{} takes recordings again, {} wait", bucket.name(), size());
    }

    private void refused(Exception e) {
        if (complaint != null) return;
        complaint = e.getMessage() + " since " + Instant.now();
        log.error("{}; segments wait on the disks", e.getMessage(), e);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(settings.retryAfter().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
