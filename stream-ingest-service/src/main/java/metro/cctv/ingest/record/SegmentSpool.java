package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.store.Disk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announcements of closed segments, each a small file until Kafka has acknowledged it. Kafka may be away for days: the
 * files wait, in order.
 */
public final class SegmentSpool implements Handover, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SegmentSpool.class);
    private static final int BATCH = 500;

    private final SegmentNotes notes;
    private final EventPublisher events;
    private final Semaphore work = new Semaphore(1);
    private volatile boolean running = true;
    private @Nullable Thread sender;

    public SegmentSpool(Path folder, Disk disk, EventPublisher events) {
        this.notes = new SegmentNotes(folder, disk);
        this.events = events;
    }

    public void start() {
        sender = Thread.ofPlatform().daemon().name("segment-spool").start(this::run);
    }

    /** How many announcements wait for Kafka. */
    public int size() {
        return notes.size();
    }

    /** Returns when the announcement survives a power cut. */
    @Override
    public void add(SegmentClosed segment) throws IOException {
        notes.add(segment);
        if (work.availablePermits() == 0) work.release();
    }

    @Override
    public void close() {
        running = false;
        Thread thread = sender;
        if (thread != null) thread.interrupt();
    }

    private void run() {
        boolean troubled = false;
        while (running) {
            try {
                if (!work.tryAcquire(troubled || notes.isEmpty() ? 2_000 : 0, TimeUnit.MILLISECONDS) && notes.isEmpty())
                    continue;
                work.drainPermits();
                sendSome();
                if (troubled) log.info("Segment announcements flow again, {} still waiting", notes.size());
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                if (!troubled) log.warn("{} segment announcements wait on disk: {}", notes.size(), e.toString());
                troubled = true;
            }
        }
    }

    /** All are sent before the first is waited for: Kafka keeps their order. */
    private void sendSome() throws Exception {
        List<String> names = notes.first(BATCH);
        List<CompletableFuture<?>> sends = new ArrayList<>();
        for (String name : names) {
            Optional<SegmentClosed> segment = notes.read(name);
            if (segment.isPresent()) sends.add(send(segment.get()));
        }
        CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        for (String name : names) notes.remove(name);
    }

    private CompletableFuture<?> send(SegmentClosed segment) {
        return events.sendBytes(Topics.SEGMENT, segment.cameraId(), EventJson.MAPPER.writeValueAsBytes(segment));
    }
}
