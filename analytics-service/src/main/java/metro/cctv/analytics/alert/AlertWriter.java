package metro.cctv.analytics.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertRaised;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Stores alerts in the order they came, on a thread of its own, so that detections go on while the database is away. It
 * tries until it can; whoever handed an alert in commits no frame beyond it before {@link Ticket#isStored}.
 */
@Component
public class AlertWriter implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AlertWriter.class);
    private static final int QUEUE = 200;
    private static final int TRIES = 3;
    private static final long PAUSE_MS = 500;

    private final AlertStore store;
    private final EventPublisher events;
    private final BlockingQueue<Ticket> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Timer captureToAlert;
    private final Counter replayed;
    private final Counter failed;
    private CountDownLatch stopped = new CountDownLatch(0);
    private @Nullable Thread thread;
    private volatile boolean running;

    AlertWriter(AlertStore store, EventPublisher events, MeterRegistry metrics) {
        this.store = store;
        this.events = events;
        this.captureToAlert = Timer.builder("cctv.analytics.capture.to.alert")
                .description("From a frame's capture to the stored alert")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        this.replayed = metrics.counter("cctv.analytics.alerts.replayed");
        this.failed = metrics.counter("cctv.analytics.alerts.failed");
        Gauge.builder("cctv.analytics.alerts.waiting", queue, BlockingQueue::size)
                .register(metrics);
    }

    /** The receipt for an alert handed in. */
    public static final class Ticket {
        private final AlertDraft draft;
        private volatile boolean stored;

        private Ticket(AlertDraft draft) {
            this.draft = draft;
        }

        public boolean isStored() {
            return stored;
        }
    }

    /** Waits while the queue is full: better late than lost. */
    public Ticket submit(AlertDraft draft) throws InterruptedException {
        var ticket = new Ticket(draft);
        queue.put(ticket);
        return ticket;
    }

    /** Alerts that wait for the database. */
    public int waiting() {
        return queue.size();
    }

    private void run() {
        try {
            while (running) {
                Ticket ticket = queue.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
                if (ticket != null) store(ticket);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(Ticket ticket) throws InterruptedException {
        for (int tried = 1; running; ) {
            try {
                raised(store.store(ticket.draft), ticket.draft);
                ticket.stored = true;
                return;
            } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException e) {
                if (tried == 1)
                    log.warn("An alert of {} waits for the database: {}", ticket.draft.cameraId(), e.getMessage());
                tried = 2;
            } catch (RuntimeException e) {
                log.error("An alert of {} cannot be stored", ticket.draft.cameraId(), e);
                if (tried++ >= TRIES) {
                    park(ticket);
                    return;
                }
            }
            if (stopped.await(PAUSE_MS, TimeUnit.MILLISECONDS)) return;
        }
    }

    private void raised(Optional<AlertRaised> alert, AlertDraft draft) {
        if (alert.isEmpty()) {
            replayed.increment();
            return;
        }
        AlertRaised raised = alert.get();
        captureToAlert.record(PictureAge.of(raised.capturedAt(), raised.raisedAt()));
        log.info(
                "Alert {} {} camera {} zone {}",
                raised.alertId(),
                raised.behaviour(),
                draft.cameraId(),
                raised.zoneId());
    }

    /** Not the database's fault, so waiting will not help: the draft without its picture goes where people look. */
    private void park(Ticket ticket) {
        failed.increment();
        AlertDraft draft = ticket.draft;
        var unused = events.send(Topics.ALERT + Topics.DEAD_LETTER_SUFFIX, draft.cameraId(), draft.seen());
        ticket.stored = true;
    }

    @Override
    public void start() {
        running = true;
        stopped = new CountDownLatch(1);
        thread = Thread.ofPlatform().daemon().name("alert-writer").start(this::run);
    }

    /** What is not stored yet is replayed from its frames at the next start. */
    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        Thread writer = thread;
        try {
            if (writer != null) writer.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the frame workers, and stopped after them. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
