package metro.cctv.registry.ptz;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.ptz.Steering.Hand;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How a head is seen and set up: state, presets, home, arcs, permits. */
@Service
class HeadDesk {
    private static final Duration PRESETS_KEPT = Duration.ofMinutes(10);
    private static final int MAX_NAME = 64;
    private static final int MIN_REASON = 3;
    private static final int MAX_REASON = 200;
    private static final int MAX_ACCOUNT = 100;

    private final HeadStore store;
    private final PresetBook presets;
    private final Permits permits;
    private final HeadTargets targets;
    private final HeadWhereabouts whereabouts;
    private final HeadLanes lanes;
    private final HeadCalls calls;
    private final OnvifHeads heads;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final PtzProperties ptz;
    private final Clock clock;

    HeadDesk(
            HeadStore store,
            PresetBook presets,
            Permits permits,
            HeadTargets targets,
            HeadWhereabouts whereabouts,
            HeadLanes lanes,
            HeadCalls calls,
            OnvifHeads heads,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            PtzProperties ptz,
            Clock clock) {
        this.store = store;
        this.presets = presets;
        this.permits = permits;
        this.targets = targets;
        this.whereabouts = whereabouts;
        this.lanes = lanes;
        this.calls = calls;
        this.heads = heads;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.ptz = ptz;
        this.clock = clock;
    }

    /** Asks the camera where it looks, and sometimes for its presets; without its answer what is known is shown. */
    PtzView view(SteeredCamera camera, Caller caller) {
        if (!camera.turns()) return PtzView.NONE;
        HeadPosition position = whereabouts.glance(camera);
        return state(camera, position, presetsOf(camera), caller);
    }

    /** After a command: what is known without another call to the camera. */
    PtzView after(SteeredCamera camera, Caller caller) {
        return state(camera, whereabouts.last(camera.cameraId()), presets.of(camera.cameraId()), caller);
    }

    private PtzView state(SteeredCamera camera, @Nullable HeadPosition position, List<Preset> known, Caller caller) {
        return PtzView.of(store.find(camera.cameraId()), position, known, caller.subject(), clock.instant());
    }

    /** The camera's, at most some minutes old; the last known while it does not answer. */
    List<Preset> presetsOf(SteeredCamera camera) {
        if (!camera.turns()) return List.of();
        Instant read = store.find(camera.cameraId()).presetsReadAt();
        if (read != null && read.plus(PRESETS_KEPT).isAfter(clock.instant())) return presets.of(camera.cameraId());
        try {
            targets.readPresets(camera);
        } catch (ProblemException e) {
            // Whether it answers is the health's affair.
        }
        return presets.of(camera.cameraId());
    }

    /** The present position gets a name. */
    Preset keep(SteeredCamera camera, @Nullable String name, Hand hand) {
        if (name == null
                || name.isBlank()
                || name.length() > MAX_NAME
                || name.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("name: 1 to " + MAX_NAME + " characters, no control characters.");
        turning(camera);
        List<Arc> arcs = store.find(camera.cameraId()).settings().arcs();
        if (!arcs.isEmpty()) {
            HeadPosition here = whereabouts.look(camera);
            if (here == null || !ArcRule.isInside(arcs, here))
                throw new ProblemException(
                        ProblemType.PTZ_REFUSED, "The camera does not look into its approved arcs now.");
        }
        Access keeping = access("ptz.preset.keep", camera, hand).because(name.strip(), null, null);
        audit.allowed(hand.caller(), keeping);
        String[] token = new String[1];
        calls.make(
                hand.caller(),
                keeping,
                () -> lanes.byItself(camera.cameraId(), () -> token[0] = heads.setPreset(camera, name.strip())));
        return targets.readPresets(camera).stream()
                .filter(p -> p.token().equals(token[0]))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CAMERA_ANSWER_REFUSED, "The camera says it kept the preset but does not list it."));
    }

    void drop(SteeredCamera camera, String token, Hand hand) {
        PtzRequestRule.token("token", token);
        turning(camera);
        HeadRow head = store.find(camera.cameraId());
        if (token.equals(head.settings().homePreset()))
            throw new ProblemException(
                    ProblemType.CONFLICT, "This preset is the camera's home; set another one first.");
        HeadRow.Patrol patrol = head.patrol();
        if (patrol != null
                && head.openLease(clock.instant()) != null
                && patrol.presets().contains(token))
            throw new ProblemException(ProblemType.CONFLICT, "A patrol goes by this preset now.");
        if (presets.find(camera.cameraId(), token).isEmpty()
                && targets.readPresets(camera).stream().noneMatch(p -> p.token().equals(token)))
            throw new ProblemException(ProblemType.NOT_FOUND, "The camera has no such preset.");
        Access dropping = access("ptz.preset.drop", camera, hand).because(token, null, null);
        audit.allowed(hand.caller(), dropping);
        calls.make(
                hand.caller(),
                dropping,
                () -> lanes.byItself(camera.cameraId(), () -> heads.removePreset(camera, token)));
        targets.readPresets(camera);
    }

    void set(SteeredCamera camera, HeadSettings settings, Hand hand) {
        turning(camera);
        if (!settings.arcs().isEmpty() && !heads.scale(camera).knowsDegrees())
            throw new IllegalArgumentException(
                    "arcs: nobody knows what degrees mean to this head; enter the camera's ptzRange first.");
        String home = settings.homePreset();
        if (home != null) targets.checkPreset(camera, settings.arcs(), home);
        transaction.executeWithoutResult(status -> {
            store.findForChange(camera.cameraId());
            audit.allowedTogether(hand.caller(), access("ptz.settings", camera, hand));
            Integer after = settings.homeAfterSeconds();
            store.set(camera.cameraId(), settings, after == null ? null : now().plusSeconds(after));
        });
    }

    /** @param account who may turn the camera, for so long */
    Permits.Permit permit(
            SteeredCamera camera,
            @Nullable String account,
            @Nullable Integer minutes,
            @Nullable String reason,
            Hand hand) {
        if (account == null || !account.matches("[\\p{L}\\p{N}._@-]{1," + MAX_ACCOUNT + "}"))
            throw new IllegalArgumentException("for: an account's name, letters, digits and . _ @ -.");
        if (minutes == null || minutes < 1 || minutes > ptz.permitLongest().toMinutes())
            throw new IllegalArgumentException(
                    "minutes: 1 to " + ptz.permitLongest().toMinutes() + ".");
        if (reason == null
                || reason.strip().length() < MIN_REASON
                || reason.length() > MAX_REASON
                || reason.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException(
                    "reason: " + MIN_REASON + " to " + MAX_REASON + " characters, no control characters.");
        if (account.equals(hand.caller().subject()))
            throw new ProblemException(ProblemType.APPROVAL_NEEDED, "for: nobody permits themselves.");
        turning(camera);
        Instant now = now();
        Permits.Permit permit = new Permits.Permit(
                UUID.randomUUID(),
                camera.cameraId(),
                account,
                hand.caller().subject(),
                reason.strip(),
                now,
                now.plus(Duration.ofMinutes(minutes)));
        transaction.executeWithoutResult(status -> {
            audit.allowedTogether(
                    hand.caller(),
                    access("ptz.permit", camera, hand)
                            .because(account + ", " + minutes + " min: " + reason.strip(), null, null));
            permits.add(permit);
        });
        return permit;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void turning(SteeredCamera camera) {
        if (!camera.turns())
            throw new ProblemException(ProblemType.PTZ_REFUSED, "This camera does not turn, or is not in use.");
    }

    private static Access access(String action, SteeredCamera camera, Hand hand) {
        return Access.to(action, "camera", camera.cameraId())
                .in(camera.districtCode())
                .from(hand.address());
    }
}
