package metro.cctv.retention.destruction;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/destructions}: the proof for those who audit; the levers for the city's manager and privacy officer. */
@RestController
@RequestMapping("/api/destructions")
class DestructionController {
    private static final int MAX_LIMIT = 500;

    private final DestructionStore store;
    private final DestructionJob job;
    private final StoreCheck check;
    private final AuditTrail audit;

    DestructionController(DestructionStore store, DestructionJob job, StoreCheck check, AuditTrail audit) {
        this.store = store;
        this.job = job;
        this.check = check;
        this.audit = audit;
    }

    /** Newest first; a lead sees their districts'. */
    @GetMapping
    Records list(@RequestParam @Nullable String cursor, @RequestParam(defaultValue = "100") int limit, Caller caller) {
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        List<DestructionRecord> found = store.list(districts(caller), DestructionCursor.of(cursor), wanted + 1);
        Page<DestructionRecord> page = Page.of(found, wanted, DestructionCursor::after);
        return new Records(page.items(), page.next(), job.paused().orElse(null));
    }

    /** Destroys what is due now instead of at the next turn. */
    @PostMapping("/run")
    Outcome run(Caller caller, HttpServletRequest request) {
        allowed(caller, "destruction.run", request);
        return new Outcome(job.run(caller.subject()), job.paused().orElse(null));
    }

    /** Compares folder and index; see {@link StoreCheck}. */
    @PostMapping("/check")
    StoreCheck.Report check(Caller caller, HttpServletRequest request) {
        allowed(caller, "destruction.check", request);
        try {
            return check.run(caller.subject());
        } catch (UncheckedIOException e) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE, "A disk or the bucket of the recordings is away: " + e.getMessage() + ".");
        }
    }

    /** After a step of the clock: the person says what time it is, and destruction goes on when the clock agrees. */
    @PostMapping("/confirm-clock")
    Outcome confirmClock(@RequestBody Confirmation confirmation, Caller caller, HttpServletRequest request) {
        allowed(caller, "destruction.confirm-clock", request);
        if (!job.confirm(confirmation.now().toInstant()))
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The service's clock is more than an hour away from that. Set the clock right.");
        return new Outcome(0, job.paused().orElse(null));
    }

    private void allowed(Caller caller, String action, HttpServletRequest request) {
        if (caller.role() != Role.PRIVACY_OFFICER && caller.role() != Role.MANAGER)
            throw new ProblemException(ProblemType.FORBIDDEN, "For the privacy officer and the manager.");
        audit.allowed(caller, Access.to(action, "recordings", "all").from(request.getRemoteAddr()));
    }

    /** Null: everywhere. */
    private static @Nullable Set<String> districts(Caller caller) {
        Right right = AccessMatrix.right(caller.role(), Capability.AUDIT_LOG);
        return switch (right) {
            case ALL, AGENCY -> null;
            case TEAM -> caller.isOfWholeCity() ? null : caller.districts();
            case NO, YES, OWN, OPEN_CASE, SECOND_PERSON, PERMIT, TEST_IMAGE ->
                throw new ProblemException(ProblemType.FORBIDDEN, "This role may not read the records of destruction.");
        };
    }

    /** @param paused why nothing is destroyed at the moment; null when all is well */
    record Records(
            List<DestructionRecord> items,
            @Nullable String next,
            @Nullable String paused) {}

    record Outcome(int destroyed, @Nullable String paused) {}

    record Confirmation(OffsetDateTime now) {}
}
