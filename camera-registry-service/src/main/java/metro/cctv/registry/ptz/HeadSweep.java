package metro.cctv.registry.ptz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What falls due without anybody's hand: moves that the instance which sent them did not end, returns home, steps of patrols.
 * The table holds the times, so a restart forgets nothing, and each row is claimed by one instance. A camera that fails is
 * tried again a few times; meanwhile it keeps nobody waiting.
 */
@Component
class HeadSweep implements SmartLifecycle {
    /** So long after its time a move may still be ended by the watch that runs beside it. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(HeadSweep.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration STOP_AGAIN = Duration.ofSeconds(5);
    private static final int MAX_TRIES = 5;
    private static final int BATCH = 100;
    private static final Duration GRANTS_KEPT = Duration.ofDays(7);

    private final HeadStore store;
    private final SteeredCameras cameras;
    private final OnvifHeads heads;
    private final HeadTargets targets;
    private final HeadLanes lanes;
    private final HeadCalls calls;
    private final CaseGrants grants;
    private final AuditTrail audit;
    private final Clock clock;
    private final PtzProperties ptz;
    private final Semaphore atOnce;
    private volatile boolean running;
    private @Nullable Thread thread;
    private Instant grantsSwept = Instant.EPOCH;

    HeadSweep(
            HeadStore store,
            SteeredCameras cameras,
            OnvifHeads heads,
            HeadTargets targets,
            HeadLanes lanes,
            HeadCalls calls,
            CaseGrants grants,
            AuditTrail audit,
            Clock clock,
            PtzProperties ptz) {
        this.store = store;
        this.cameras = cameras;
        this.heads = heads;
        this.targets = targets;
        this.lanes = lanes;
        this.calls = calls;
        this.grants = grants;
        this.audit = audit;
        this.clock = clock;
        this.ptz = ptz;
        this.atOnce = new Semaphore(ptz.commandsAtOnce());
    }

    /** @return how many heads were told something */
    int sweep(Instant now) {
        List<HeadRow> stops = store.claimStops(now, STOP_AGAIN, MAX_TRIES, BATCH);
        List<HeadRow> returns = store.claimReturns(now, AGAIN, MAX_TRIES, BATCH);
        List<HeadRow> patrols = store.claimPatrols(now, BATCH);
        stops.forEach(head -> each(head, camera -> {
            heads.stop(camera);
            store.stopped(head.cameraId(), head.commandNo());
        }));
        returns.forEach(head -> each(head, camera -> goHome(head, camera)));
        patrols.stream()
                .filter(head -> head.patrol() != null)
                .forEach(head -> each(head, camera -> step(head, camera)));
        if (grantsSwept.plus(Duration.ofHours(1)).isBefore(now)) {
            grantsSwept = now;
            grants.forgetEndedBefore(now.minus(GRANTS_KEPT));
        }
        return stops.size() + returns.size() + patrols.size();
    }

    private void goHome(HeadRow head, SteeredCamera camera) {
        String preset = head.settings().homePreset();
        if (preset == null) return;
        targets.checkPreset(camera, head.settings().arcs(), preset);
        String why = "Home after " + head.settings().homeAfterSeconds() + " s without a command";
        go(camera, preset, access("ptz.home", camera, why, null).by("camera-registry", null));
        store.isHome(head.cameraId(), head.commandNo());
    }

    private void step(HeadRow head, SteeredCamera camera) {
        HeadRow.Patrol patrol = head.patrol();
        Lease lease = head.lease();
        if (patrol == null || lease == null) return;
        String preset = patrol.presets().get(patrol.at());
        targets.checkPreset(camera, head.settings().arcs(), preset);
        Access step = access("ptz.patrol", camera, lease.purpose(), lease.caseNo());
        go(camera, preset, step.by("patrol of " + lease.holder(), null));
    }

    private void go(SteeredCamera camera, String preset, Access access) {
        audit.allowed(null, access);
        calls.make(null, access, () -> heads.gotoPreset(camera, preset));
    }

    /** On a thread of its own, unless a hand was quicker. */
    private void each(HeadRow head, Consumer<SteeredCamera> work) {
        atOnce.acquireUninterruptibly();
        Thread.ofVirtual().name("ptz-due-" + head.cameraId()).start(() -> {
            try {
                cameras.find(head.cameraId())
                        .filter(SteeredCamera::turns)
                        .ifPresent(camera -> lanes.byItself(head.cameraId(), () -> {
                            if (store.commandNo(head.cameraId()) == head.commandNo()) work.accept(camera);
                        }));
            } catch (ProblemException e) {
                log.info("{}: what was due did not happen: {}", head.cameraId(), e.getMessage());
            } catch (RuntimeException e) {
                log.warn("{}: what was due did not happen", head.cameraId(), e);
            } finally {
                atOnce.release();
            }
        });
    }

    private static Access access(String action, SteeredCamera camera, String purpose, @Nullable String caseNo) {
        return Access.to(action, "camera", camera.cameraId())
                .in(camera.districtCode())
                .because(purpose, caseNo, null);
    }

    private void run() {
        boolean troubled = false;
        while (running) {
            try {
                synchronized (this) {
                    wait(ptz.sweepEvery().toMillis());
                }
                if (running) sweep(clock.instant());
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                if (!troubled) log.warn("Due PTZ commands wait: {}", e.getMessage());
                troubled = true;
            }
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("ptz-sweep").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread sweeping = thread;
        if (sweeping == null) return;
        sweeping.interrupt();
        try {
            sweeping.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
