package metro.cctv.link.actuation;

import java.util.concurrent.atomic.AtomicBoolean;
import metro.cctv.chassis.sweep.Sweep;

/**
 * Runs what talks to another office beside the scheduler's one thread, which everything by the clock shares: an office that hangs
 * must not hold up the end of grants. One at a time; a turn that comes meanwhile is left out.
 */
final class Aside {
    private final String name;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Sweep sweep;

    Aside(String name) {
        this.name = name;
        this.sweep = new Sweep("Commands of " + name);
    }

    void run(Runnable task) {
        if (busy.compareAndSet(false, true))
            Thread.ofVirtual().name(name).start(() -> {
                try {
                    sweep.run(task);
                } finally {
                    busy.set(false);
                }
            });
    }
}
