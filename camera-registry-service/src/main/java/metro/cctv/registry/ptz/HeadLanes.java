package metro.cctv.registry.ptz;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/**
 * One command at a time for each camera, and no queue of stale ones: what a hand sent while the camera was busy counts only
 * if nothing newer came. A camera that hangs makes its own commands wait and nobody else's.
 */
final class HeadLanes {
    private static final int MAX_WAITING = 8;

    private final Duration patience;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    HeadLanes(Duration patience) {
        this.patience = patience;
    }

    private static final class Lane {
        private final ReentrantLock inFlight = new ReentrantLock(true);
        private final AtomicLong newest = new AtomicLong();
    }

    /** @param stop is never dropped */
    boolean byHand(String cameraId, boolean stop, Runnable call) {
        Lane lane = lanes.computeIfAbsent(cameraId, id -> new Lane());
        long mine = lane.newest.incrementAndGet();
        return enter(lane, () -> {
            if (!stop && lane.newest.get() != mine) return false;
            call.run();
            return true;
        });
    }

    /** For what is due by itself: makes nothing older stale. */
    void byItself(String cameraId, Runnable call) {
        enter(lanes.computeIfAbsent(cameraId, id -> new Lane()), () -> {
            call.run();
            return true;
        });
    }

    private boolean enter(Lane lane, java.util.function.BooleanSupplier work) {
        if (lane.inFlight.getQueueLength() >= MAX_WAITING)
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS, "The camera is slow and commands wait; send fewer.");
        try {
            if (!lane.inFlight.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS))
                throw new ProblemException(
                        ProblemType.CAMERA_UNREACHABLE, "The camera has not answered an earlier command yet.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "The service is stopping.");
        }
        try {
            return work.getAsBoolean();
        } finally {
            lane.inFlight.unlock();
        }
    }
}
