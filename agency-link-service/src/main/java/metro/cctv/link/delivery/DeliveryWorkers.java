package metro.cctv.link.delivery;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** One worker per agency, so that an agency that hangs holds up nobody else. */
@Component
class DeliveryWorkers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkers.class);
    private static final long LOOK_MS = 5_000;
    private static final long RETRY_MS = 1_000;
    private static final long SETTLE_NS = 100_000_000;

    private final DeliveryQueue queue;
    private final WebhookSender sender;
    private final FeedBell bell;
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private final Semaphore look = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread foreman;

    DeliveryWorkers(DeliveryQueue queue, WebhookSender sender, FeedBell bell) {
        this.queue = queue;
        this.sender = sender;
        this.bell = bell;
    }

    /** A webhook came: its agency may need a worker. */
    void look() {
        look.release();
    }

    @Override
    public void start() {
        running = true;
        foreman = Thread.ofVirtual().name("delivery-foreman").start(this::hire);
    }

    @Override
    public void stop() {
        running = false;
        Thread first = foreman;
        if (first != null) first.interrupt();
        workers.values().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Other instances take new webhooks too, so it looks now and then. */
    private void hire() {
        boolean troubled = false;
        try {
            while (running) {
                troubled = tried(troubled, "webhooks", () -> queue.agencies().forEach(this::employ));
                if (look.tryAcquire(troubled ? RETRY_MS : LOOK_MS, TimeUnit.MILLISECONDS)) look.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void employ(String agency) {
        workers.computeIfAbsent(
                agency, name -> Thread.ofVirtual().name("delivery-" + name).start(() -> work(name)));
    }

    private void work(String agency) {
        boolean troubled = false;
        try (FeedBell.Ear ear = bell.listen(agency)) {
            while (running) {
                troubled = tried(troubled, agency, () -> {
                    while (running && deliverNext(agency)) {}
                });
                ear.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean deliverNext(String agency) throws InterruptedException {
        Optional<DeliveryQueue.Due> next = queue.take(agency);
        if (next.isEmpty()) return false;
        DeliveryQueue.Due due = next.get();
        Optional<String> failure = sender.send(due);
        if (failure.isEmpty()) {
            settle(due);
        } else if (queue.failed(due, failure.get())) {
            log.warn("Agency {} never took event {}: {}", agency, due.event().id(), failure.get());
        } else if (due.failures() == 0) {
            log.warn(
                    "Agency {} did not take event {}, trying again: {}",
                    agency,
                    due.event().id(),
                    failure.get());
        }
        return true;
    }

    /**
     * The agency has it. That is written down even when the database is away for a moment: else it would be told again,
     * and what comes after in the same case would wait for the lease to run out.
     */
    private void settle(DeliveryQueue.Due due) throws InterruptedException {
        long endNs = System.nanoTime() + queue.lease().toNanos();
        while (true) {
            try {
                queue.done(due);
                return;
            } catch (DataAccessException e) {
                if (!running || System.nanoTime() > endNs) throw e;
                LockSupport.parkNanos(SETTLE_NS);
                if (Thread.interrupted()) throw new InterruptedException();
            }
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    /** @return whether it failed; said once, not once a second */
    private static boolean tried(boolean troubledBefore, String what, Task task) throws InterruptedException {
        try {
            task.run();
            return false;
        } catch (RuntimeException e) {
            if (!troubledBefore) log.warn("Deliveries for {} wait: {}", what, e.getMessage());
            return true;
        }
    }
}
