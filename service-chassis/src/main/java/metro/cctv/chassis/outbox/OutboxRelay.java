package metro.cctv.chassis.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the outbox in order, one instance of a service at a time (advisory lock). A row is deleted only after Kafka has
 * it, so a crash sends it again: consumers de-duplicate on the event id.
 */
class OutboxRelay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH_ROWS = 500;
    private static final long POLL_MS = 500;
    private static final long SEND_TIMEOUT_S = 15;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EventPublisher events;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;
    private boolean troubled;

    OutboxRelay(JdbcClient jdbc, TransactionTemplate transaction, EventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    void wake() {
        if (work.availablePermits() == 0) work.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake();
        Thread relay = thread;
        try {
            if (relay != null) relay.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                if (!work.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) work.drainPermits();
                while (running && sendBatch() == BATCH_ROWS) {}
                if (troubled) log.info("The outbox is being sent again");
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!troubled) log.warn("The outbox waits: {}", e.getMessage());
                troubled = true;
            }
        }
    }

    private int sendBatch() {
        Integer sent = transaction.execute(status -> {
            Boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox'))")
                    .query(Boolean.class)
                    .single();
            if (!mine) return 0;
            List<Row> rows = jdbc.sql("select id, topic, key, value from outbox order by id limit " + BATCH_ROWS)
                    .query((r, n) -> new Row(r.getLong(1), r.getString(2), r.getString(3), r.getBytes(4)))
                    .list();
            if (rows.isEmpty()) return 0;
            send(rows);
            jdbc.sql("delete from outbox where id = any(?)")
                    .param(rows.stream().map(Row::id).toArray(Long[]::new))
                    .update();
            return rows.size();
        });
        return sent == null ? 0 : sent;
    }

    private void send(List<Row> rows) {
        List<CompletableFuture<?>> sends = new ArrayList<>(rows.size());
        for (Row row : rows) sends.add(events.sendBytes(row.topic(), row.key(), row.value()));
        try {
            CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get(SEND_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("Kafka did not take it: " + e, e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    private record Row(long id, String topic, String key, byte @Nullable [] value) {}
}
