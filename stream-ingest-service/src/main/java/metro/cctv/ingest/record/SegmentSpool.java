package metro.cctv.ingest.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
public final class SegmentSpool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SegmentSpool.class);
    private static final int BATCH = 500;
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Disk disk;
    private final EventPublisher events;
    private final ConcurrentSkipListSet<String> waiting = new ConcurrentSkipListSet<>();
    private final AtomicLong lastNumber = new AtomicLong();
    private final Semaphore work = new Semaphore(1);
    private volatile boolean running = true;
    private @Nullable Thread sender;

    public SegmentSpool(Path folder, Disk disk, EventPublisher events) {
        this.folder = folder;
        this.disk = disk;
        this.events = events;
        try {
            disk.createFolders(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .forEach(waiting::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the segment spool cannot be read: " + folder, e);
        }
    }

    public void start() {
        sender = Thread.ofPlatform().daemon().name("segment-spool").start(this::run);
    }

    /** How many announcements wait for Kafka. */
    public int size() {
        return waiting.size();
    }

    /** Returns when the announcement survives a power cut. */
    void add(SegmentClosed segment) throws IOException {
        long micros = System.currentTimeMillis() * 1000;
        long number = lastNumber.updateAndGet(last -> Math.max(last + 1, micros));
        String name = "%020d-%s%s".formatted(number, segment.segmentId(), SUFFIX);
        disk.write(folder.resolve(name), EventJson.MAPPER.writeValueAsBytes(segment));
        waiting.add(name);
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
                if (!work.tryAcquire(troubled || waiting.isEmpty() ? 2_000 : 0, TimeUnit.MILLISECONDS)
                        && waiting.isEmpty()) continue;
                work.drainPermits();
                sendSome();
                if (troubled) log.info("Segment announcements flow again, {} still waiting", waiting.size());
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                if (!troubled) log.warn("{} segment announcements wait on disk: {}", waiting.size(), e.toString());
                troubled = true;
            }
        }
    }

    /** All are sent before the first is waited for: Kafka keeps their order. */
    private void sendSome() throws Exception {
        List<String> names = waiting.stream().limit(BATCH).toList();
        List<CompletableFuture<?>> sends = new ArrayList<>();
        for (String name : names) sends.add(send(name));
        CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        for (String name : names) {
            disk.remove(folder.resolve(name));
            waiting.remove(name);
        }
    }

    private CompletableFuture<?> send(String name) throws IOException {
        byte[] json = Files.readAllBytes(folder.resolve(name));
        try {
            String key = EventJson.MAPPER.readValue(json, SegmentClosed.class).cameraId();
            return events.sendBytes(Topics.SEGMENT, key, json);
        } catch (tools.jackson.core.JacksonException e) {
            log.error("{} is no announcement and is set aside: {}", name, e.getMessage());
            disk.rename(folder.resolve(name), folder.resolve(name + ".unreadable"));
            return CompletableFuture.completedFuture(name);
        }
    }
}
