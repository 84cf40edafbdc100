package metro.cctv.link.actuation;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what talks to another office beside the scheduler's one thread, which everything by the clock shares: an office that hangs
 * must not hold up the end of grants. One at a time; a turn that comes meanwhile is left out.
 */
final class Aside {
    private static final Logger log = LoggerFactory.getLogger(Aside.class);

    private final String name;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean troubled;

    Aside(String name) {
        this.name = name;
    }

    void run(Runnable task) {
        if (busy.compareAndSet(false, true))
            Thread.ofVirtual().name(name).start(() -> {
                try {
                    task.run();
                    troubled = false;
                } catch (RuntimeException e) {
                    if (!troubled) log.warn("{} waits: {}", name, e.getMessage());
                    troubled = true;
                } finally {
                    busy.set(false);
                }
            });
    }
}
