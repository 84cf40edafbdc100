package metro.cctv.ingest.relay;

import java.util.HashSet;
import java.util.Set;

/**
 * Wakes the viewers who have nothing to send, so that none needs a timer of its own: one set and cancelled for each picture was a good part
 * of what a single viewer cost. Stands still while nobody watches.
 */
final class ViewerClock {
    private final long everyMs;
    private final Set<LiveViewer> viewers = new HashSet<>();
    private boolean running;

    ViewerClock(long everyMs) {
        this.everyMs = everyMs;
    }

    synchronized void add(LiveViewer viewer) {
        viewers.add(viewer);
        if (running) return;
        running = true;
        Thread.ofVirtual().name("viewer-clock").start(this::run);
    }

    synchronized void remove(LiveViewer viewer) {
        viewers.remove(viewer);
    }

    /** Only while somebody watches. */
    synchronized boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (goesOn()) Thread.sleep(everyMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean goesOn() {
        viewers.forEach(LiveViewer::wake);
        running = !viewers.isEmpty();
        return running;
    }
}
