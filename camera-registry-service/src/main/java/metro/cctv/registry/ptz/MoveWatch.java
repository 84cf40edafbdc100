package metro.cctv.registry.ptz;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metro.cctv.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends continuous moves: when they are not repeated, since not every camera keeps to the timeout it was given, and at the edge
 * of the approved arcs. One watch per camera; a repeated move prolongs it.
 */
@Component
class MoveWatch {
    private static final Logger log = LoggerFactory.getLogger(MoveWatch.class);
    /** Besides the time between two looks: the way of our Stop to the motors, with a reserve. */
    private static final double STOPPING_S = 0.15;

    private final OnvifHeads heads;
    private final HeadWhereabouts whereabouts;
    private final HeadLanes lanes;
    private final HeadStore store;
    private final PtzProperties ptz;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    MoveWatch(OnvifHeads heads, HeadWhereabouts whereabouts, HeadLanes lanes, HeadStore store, PtzProperties ptz) {
        this.heads = heads;
        this.whereabouts = whereabouts;
        this.lanes = lanes;
        this.store = store;
        this.ptz = ptz;
    }

    /** A move has just gone out. */
    void moved(SteeredCamera camera, List<Arc> arcs, long commandNo) {
        watches.compute(camera.cameraId(), (id, running) -> {
            if (running != null && running.prolong(camera, arcs, commandNo)) return running;
            Watch fresh = new Watch(camera, arcs, commandNo);
            Thread.ofVirtual().name("ptz-watch-" + id).start(fresh);
            return fresh;
        });
    }

    /** Another command has ended the move. */
    void ended(String cameraId) {
        Watch running = watches.get(cameraId);
        if (running != null) running.over.countDown();
    }

    private final class Watch implements Runnable {
        private final CountDownLatch over = new CountDownLatch(1);
        private SteeredCamera camera;
        private List<Arc> arcs;
        private long commandNo;
        private long stopAtNanos;
        private boolean finished;
        private @Nullable HeadPosition before;
        private long beforeNanos;

        Watch(SteeredCamera camera, List<Arc> arcs, long commandNo) {
            this.camera = camera;
            this.arcs = arcs;
            this.commandNo = commandNo;
            this.stopAtNanos = System.nanoTime() + ptz.moveStopsAfter().toNanos();
            this.before = whereabouts.last(camera.cameraId());
            this.beforeNanos = System.nanoTime();
        }

        synchronized boolean prolong(SteeredCamera moved, List<Arc> approved, long number) {
            if (finished || over.getCount() == 0) return false;
            camera = moved;
            arcs = approved;
            commandNo = number;
            stopAtNanos = System.nanoTime() + ptz.moveStopsAfter().toNanos();
            return true;
        }

        @Override
        public void run() {
            try {
                while (!over.await(untilNextLookNanos(), TimeUnit.NANOSECONDS)) {
                    if (finishIfDue()) {
                        end("not repeated");
                        return;
                    }
                    if (!arcs.isEmpty() && mustEnd()) {
                        finish();
                        end("edge of the approved arcs");
                        bringBack();
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("{}: the watch over its head failed: {}", camera.cameraId(), e.getMessage());
            } finally {
                finish();
                watches.remove(camera.cameraId(), this);
            }
        }

        private synchronized long untilNextLookNanos() {
            long left = stopAtNanos - System.nanoTime();
            return arcs.isEmpty() ? left : Math.min(left, ptz.statusEvery().toNanos());
        }

        private synchronized boolean finishIfDue() {
            if (System.nanoTime() < stopAtNanos) return false;
            finished = true;
            return true;
        }

        private synchronized void finish() {
            finished = true;
        }

        /** True also where the camera does not tell: what nobody can watch must not go on. */
        private boolean mustEnd() {
            HeadPosition here;
            long asked = System.nanoTime();
            try {
                here = whereabouts.look(camera);
            } catch (ProblemException e) {
                log.info("{}: stopped, it does not say where it looks: {}", camera.cameraId(), e.getMessage());
                return true;
            }
            if (here == null) return true;
            double roundTripS = (System.nanoTime() - asked) / 1e9;
            HeadPosition last = before;
            double sinceS = (asked - beforeNanos) / 1e9;
            before = here;
            beforeNanos = asked;
            if (last == null || sinceS <= 0) return !ArcRule.isInside(arcs, here);
            double ahead = (ptz.statusEvery().toMillis() / 1000.0 + 2 * roundTripS + STOPPING_S) / sinceS;
            double pan = ArcRule.panWayDeg(last.panDeg(), here.panDeg()) * ahead;
            double tilt = (here.tiltDeg() - last.tiltDeg()) * ahead;
            return ArcRule.leads(arcs, here, pan, tilt);
        }

        private void end(String why) {
            lanes.byItself(camera.cameraId(), () -> {
                heads.stop(camera);
                store.stopped(camera.cameraId(), commandNo);
            });
            log.debug("{}: stopped, {}", camera.cameraId(), why);
        }

        /** A heavy head runs on a little. */
        private void bringBack() {
            HeadPosition rest = whereabouts.look(camera);
            if (rest == null || ArcRule.isInside(arcs, rest)) return;
            HeadPosition inside = ArcRule.nearestInside(arcs, rest);
            heads.scale(camera)
                    .numbers(inside.panDeg(), inside.tiltDeg(), null)
                    .ifPresent(to -> lanes.byItself(camera.cameraId(), () -> heads.gotoPlace(camera, to)));
        }
    }
}
