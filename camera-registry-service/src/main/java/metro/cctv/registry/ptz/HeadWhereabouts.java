package metro.cctv.registry.ptz;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import metro.cctv.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where heads look, asked for at most once a second each however many people watch. */
@Component
class HeadWhereabouts {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    /** A camera that failed is left alone so long. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MAX_KEPT = 20_000;

    private final OnvifHeads heads;
    private final Map<String, Cell> cells = new ConcurrentHashMap<>();

    HeadWhereabouts(OnvifHeads heads) {
        this.heads = heads;
    }

    private static final class Cell {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Seen seen;
    }

    /** @param position null: the camera did not answer, or tells none */
    private record Seen(@Nullable HeadPosition position, boolean answered, long atNanos) {
        boolean isFresh(long now) {
            return now - atNanos < (answered ? FRESH_NANOS : PAUSE_NANOS);
        }
    }

    /** About a second old at most; null where the camera tells none. Never fails; while one asks, others get the last word. */
    @Nullable
    HeadPosition glance(SteeredCamera camera) {
        Cell cell = cell(camera.cameraId());
        Seen known = cell.seen;
        if ((known == null || !known.isFresh(System.nanoTime())) && cell.asking.tryLock()) {
            try {
                cell.seen = ask(camera);
            } finally {
                cell.asking.unlock();
            }
        }
        return last(camera.cameraId());
    }

    /** What is known without asking; for answers to a command, which must not wait for another call. */
    @Nullable
    HeadPosition last(String cameraId) {
        Seen known = cell(cameraId).seen;
        return known == null || System.nanoTime() - known.atNanos() > PAUSE_NANOS ? null : known.position();
    }

    /** Fresh, or the camera's failure. */
    @Nullable
    HeadPosition look(SteeredCamera camera) {
        HeadPosition position = heads.position(camera).orElse(null);
        cell(camera.cameraId()).seen = new Seen(position, true, System.nanoTime());
        return position;
    }

    private Cell cell(String cameraId) {
        if (cells.size() > MAX_KEPT) cells.clear();
        return cells.computeIfAbsent(cameraId, id -> new Cell());
    }

    private Seen ask(SteeredCamera camera) {
        try {
            return new Seen(heads.position(camera).orElse(null), true, System.nanoTime());
        } catch (ProblemException e) {
            return new Seen(null, false, System.nanoTime());
        }
    }
}
