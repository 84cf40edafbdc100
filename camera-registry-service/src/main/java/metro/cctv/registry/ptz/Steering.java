package metro.cctv.registry.ptz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A person's command, from the right to the camera: may they, why, is it theirs, may it look there, write it down, send it.
 * Nothing is sent that is not in the ledger, what the camera did not confirm is marked there, and no transaction is open while a
 * camera is talked to.
 */
@Service
class Steering {
    private final SteererRights rights;
    private final HeadStore store;
    private final HeadTargets targets;
    private final HeadLanes lanes;
    private final HeadCalls calls;
    private final OnvifHeads heads;
    private final MoveWatch watch;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final PtzProperties ptz;
    private final Clock clock;

    Steering(
            SteererRights rights,
            HeadStore store,
            HeadTargets targets,
            HeadLanes lanes,
            HeadCalls calls,
            OnvifHeads heads,
            MoveWatch watch,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            PtzProperties ptz,
            Clock clock) {
        this.rights = rights;
        this.store = store;
        this.targets = targets;
        this.lanes = lanes;
        this.calls = calls;
        this.heads = heads;
        this.watch = watch;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.ptz = ptz;
        this.clock = clock;
    }

    /** Who asks, and from where. */
    record Hand(Caller caller, @Nullable String address) {}

    void command(SteeredCamera camera, PtzRequest request, Hand hand) {
        String namedCase = PtzRequestRule.caseNo(request.caseNo());
        SteerRule.Decision.Allowed right = rights.steer(hand.caller(), camera, namedCase);
        String purpose = PtzRequestRule.purpose(request.purpose());
        if (purpose == null)
            throw new ProblemException(
                    ProblemType.PURPOSE_NEEDED,
                    "purpose: say in 3 to 200 characters why this camera is turned (PIPA 25(5)).");
        PtzCommand command = PtzRequestRule.command(request);
        LeaseRule.Claim claim = new LeaseRule.Claim(
                hand.caller().subject(),
                hand.caller().role(),
                right.rank(),
                purpose,
                right.caseNo(),
                command instanceof PtzCommand.Patrol);
        steer(camera, command, claim, hand);
    }

    /** The claimant's right is known; arcs, other hands and the ledger are seen to here. */
    void steer(SteeredCamera camera, PtzCommand command, LeaseRule.Claim claim, Hand hand) {
        if (!camera.turns()) throw refused("This camera does not turn, or is not in use.");
        HeadRow seen = store.find(camera.cameraId());
        granted(seen, claim, now());
        Runnable call = targets.call(camera, seen.settings(), command);
        Access allowed = access("ptz." + command.name(), camera, hand, claim.purpose(), claim.caseNo());
        long commandNo = take(camera, seen.settings(), command, claim, allowed, hand);
        boolean stop = command instanceof PtzCommand.Stop;
        if (!(command instanceof PtzCommand.Move)) watch.ended(camera.cameraId());
        boolean[] sent = new boolean[1];
        calls.make(hand.caller(), allowed, () -> sent[0] = lanes.byHand(camera.cameraId(), stop, call));
        if (stop) store.stopped(camera.cameraId(), commandNo);
        if (!sent[0]) audit.failed(hand.caller(), allowed, ProblemType.CONFLICT);
        else if (command instanceof PtzCommand.Move)
            watch.moved(camera, seen.settings().arcs(), commandNo);
    }

    /** Gives the camera back; whatever it does by itself ends. */
    void release(SteeredCamera camera, Hand hand) {
        Optional<Access> released = transaction.execute(status -> {
            Lease lease = store.findForChange(camera.cameraId()).openLease(now());
            if (lease == null) return Optional.empty();
            if (!lease.holder().equals(hand.caller().subject())) throw held(lease);
            Access access = access("ptz.release", camera, hand, lease.purpose(), lease.caseNo());
            audit.allowedTogether(hand.caller(), access);
            store.release(camera.cameraId());
            return Optional.of(access);
        });
        if (released.isEmpty() || !camera.turns()) return;
        watch.ended(camera.cameraId());
        calls.make(
                hand.caller(), released.get(), () -> lanes.byHand(camera.cameraId(), true, () -> heads.stop(camera)));
    }

    /** Lease, timers and ledger row: all of them or nothing. */
    private long take(
            SteeredCamera camera,
            HeadSettings settings,
            PtzCommand command,
            LeaseRule.Claim claim,
            Access allowed,
            Hand hand) {
        Long number = transaction.execute(status -> {
            Instant now = now();
            LeaseRule.Decision.Granted granted = granted(store.findForChange(camera.cameraId()), claim, now);
            if (granted.displaced() != null)
                audit.allowedTogether(
                        hand.caller(), access("ptz.take-over", camera, hand, claim.purpose(), claim.caseNo()));
            audit.allowedTogether(hand.caller(), allowed);
            Integer homeAfter = settings.homeAfterSeconds();
            boolean goesHome = command instanceof PtzCommand.Home;
            PtzCommand.Patrol patrol = command instanceof PtzCommand.Patrol p ? p : null;
            return store.command(
                    camera.cameraId(),
                    granted.lease(),
                    command instanceof PtzCommand.Move || command instanceof PtzCommand.Stop
                            ? now.plus(ptz.moveStopsAfter()).plus(HeadSweep.GRACE)
                            : null,
                    homeAfter == null || goesHome ? null : now.plus(stay(claim, homeAfter)),
                    patrol == null ? null : new HeadRow.Patrol(patrol.presets(), patrol.dwellSeconds(), 0),
                    patrol == null ? null : now.plusSeconds(patrol.dwellSeconds()));
        });
        return number == null ? 0 : number;
    }

    /** Turned by a case it stays until the case says otherwise, or is over at the latest. */
    private Duration stay(LeaseRule.Claim claim, int homeAfterSeconds) {
        return claim.role() == Role.SERVICE ? ptz.caseLongest() : Duration.ofSeconds(homeAfterSeconds);
    }

    private LeaseRule.Decision.Granted granted(HeadRow head, LeaseRule.Claim claim, Instant now) {
        return switch (LeaseRule.claim(head.lease(), claim, now, ptz.limits())) {
            case LeaseRule.Decision.Granted granted -> granted;
            case LeaseRule.Decision.Held held -> throw held(held.by());
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Access access(
            String action, SteeredCamera camera, Hand hand, String purpose, @Nullable String caseNo) {
        return Access.to(action, "camera", camera.cameraId())
                .in(camera.districtCode())
                .because(purpose, caseNo, null)
                .from(hand.address());
    }

    private static ProblemException held(Lease by) {
        return new ProblemException(
                ProblemType.PTZ_HELD,
                by.holder() + " (" + by.rank() + ") steers this camera until " + by.until() + ".",
                Map.of("heldBy", by.holder(), "rank", by.rank(), "until", by.until()));
    }

    private static ProblemException refused(String words) {
        return new ProblemException(ProblemType.PTZ_REFUSED, words);
    }
}
