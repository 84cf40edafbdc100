package metro.cctv.link.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for an agency's events on this instance. Others, and whoever missed it, look once a second. It
 * stops before the web server does, so that endless streams end and the server need not wait for them.
 */
@Component
class FeedBell implements SmartLifecycle {
    private static final long POLL_MS = 1_000;

    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ears.forEach(Ear::wake);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    void ring(String agency) {
        for (Ear ear : ears) if (ear.agency.equals(agency)) ear.wake();
    }

    Ear listen(String agency) {
        var ear = new Ear(agency);
        ears.add(ear);
        return ear;
    }

    /** One waiter. */
    class Ear implements AutoCloseable {
        private final String agency;
        private final Semaphore rung = new Semaphore(0);

        private Ear(String agency) {
            this.agency = agency;
        }

        /** Returns when it rang, or after a second at the latest. */
        void await() throws InterruptedException {
            if (rung.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) rung.drainPermits();
        }

        void wake() {
            rung.release();
        }

        @Override
        public void close() {
            ears.remove(this);
        }
    }
}
