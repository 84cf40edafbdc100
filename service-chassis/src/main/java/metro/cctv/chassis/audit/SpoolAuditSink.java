package metro.cctv.chassis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.audit.AccessAudited;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * For a service without a database: rows are appended to a file and fsync'd, then sent to Kafka in order. A file that
 * was sent is deleted; after a crash it is sent again, the ledger de-duplicates on {@code auditId}.
 */
class SpoolAuditSink implements AuditSink, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SpoolAuditSink.class);
    private static final String OPEN = "audit-open.jsonl";

    private final Path folder;
    private final EventPublisher events;
    private final Semaphore work = new Semaphore(1);
    private final Object file = new Object();
    private volatile boolean running;
    private @Nullable Thread thread;

    SpoolAuditSink(Path folder, EventPublisher events) {
        this.folder = folder;
        this.events = events;
    }

    @Override
    public void store(AccessAudited row) {
        byte[] line = (EventJson.MAPPER.writeValueAsString(row) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (file) {
            try {
                Files.createDirectories(folder);
                try (FileChannel out =
                        FileChannel.open(folder.resolve(OPEN), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    ByteBuffer bytes = ByteBuffer.wrap(line);
                    while (bytes.hasRemaining()) out.write(bytes);
                    out.force(true);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the audit spool cannot be written", e);
            }
        }
        if (work.availablePermits() == 0) work.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("audit-spool").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread sender = thread;
        if (sender != null) sender.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean troubled = false;
        while (running) {
            try {
                if (!work.tryAcquire(troubled ? 2_000 : 500, TimeUnit.MILLISECONDS)) work.drainPermits();
                for (Path closed : closedFiles()) send(closed);
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                if (!troubled) log.warn("Audit rows wait in the spool: {}", e.toString());
                troubled = true;
            }
        }
    }

    private List<Path> closedFiles() throws IOException {
        synchronized (file) {
            Path open = folder.resolve(OPEN);
            if (Files.exists(open))
                Files.move(
                        open,
                        folder.resolve("audit-" + String.format("%020d", System.nanoTime() + bootNs()) + ".jsonl"));
            if (!Files.isDirectory(folder)) return List.of();
            try (var paths = Files.list(folder)) {
                return paths.filter(p -> p.getFileName().toString().endsWith(".jsonl"))
                        .sorted()
                        .toList();
            }
        }
    }

    private void send(Path closed) throws Exception {
        List<CompletableFuture<?>> sends = new ArrayList<>();
        for (String line : Files.readAllLines(closed, StandardCharsets.UTF_8)) {
            if (!line.endsWith("}")) continue; // a torn last line: its writer never returned, so nothing was allowed
            AccessAudited row = EventJson.MAPPER.readValue(line, AccessAudited.class);
            sends.add(events.sendBytes(Topics.AUDIT, row.objectId(), line.getBytes(StandardCharsets.UTF_8)));
        }
        CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        Files.delete(closed);
    }

    /** Makes file names grow across restarts. */
    private static long bootNs() {
        return System.currentTimeMillis() * 1_000_000L - System.nanoTime();
    }
}
