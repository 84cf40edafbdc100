package metro.cctv.chassis.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.audit.AccessAudited.Result;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger. What is allowed is said by the feature that allowed it, before the first byte goes out; what is
 * refused is said here once for all features, from the problem that refused it.
 */
public class AuditTrail {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final Set<ProblemType> REFUSALS = EnumSet.of(
            ProblemType.NOT_AUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.CASE_NEEDED,
            ProblemType.APPROVAL_NEEDED,
            ProblemType.PURPOSE_NEEDED,
            ProblemType.TICKET_REFUSED,
            ProblemType.CSRF_REFUSED,
            ProblemType.LOGIN_FAILED,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.CASE_CLOSED,
            ProblemType.DESTROYED);

    private final AuditSink sink;
    private final Clock clock;
    private final String service;

    public AuditTrail(AuditSink sink, Clock clock, String service) {
        this.sink = sink;
        this.clock = clock;
        this.service = service;
    }

    /** Throws when the row cannot be kept: then the access must not happen either. */
    public void allowed(@Nullable Caller caller, Access access) {
        sink.store(row(caller, access, Result.ALLOWED, null));
    }

    /** For a change inside a transaction: it and its row commit together, or neither does. No second connection is taken. */
    public void allowedTogether(@Nullable Caller caller, Access access) {
        sink.storeTogether(row(caller, access, Result.ALLOWED, null));
    }

    /** As {@link #allowedTogether(Caller, Access)}, for many objects of one deed. */
    public void allowedTogether(@Nullable Caller caller, List<Access> accesses) {
        sink.storeTogether(accesses.stream()
                .map(access -> row(caller, access, Result.ALLOWED, null))
                .toList());
    }

    /** Nothing confirms that what was allowed, and stands so in the ledger, happened: it failed, or its answer never came. */
    public void failed(@Nullable Caller caller, Access access, ProblemType reason) {
        sink.store(row(caller, access, Result.FAILED, reason.slug()));
    }

    public void refused(@Nullable Caller caller, Access access, ProblemType reason) {
        sink.store(row(caller, access, Result.REFUSED, reason.slug()));
    }

    /** For the door and the problem advice. Other problems (a typing error, say) are no access and leave no row. */
    public void refused(HttpServletRequest request, ProblemType reason) {
        if (!REFUSALS.contains(reason)) return;
        try {
            Access access = Access.to(
                            "http." + request.getMethod().toLowerCase(java.util.Locale.ROOT),
                            "path",
                            printable(request.getRequestURI()))
                    .from(request.getRemoteAddr());
            refused(Caller.current().orElse(null), access, reason);
        } catch (RuntimeException e) {
            log.error("A refusal could not be written to the ledger: {} {}", reason, e.getMessage());
        }
    }

    private AccessAudited row(@Nullable Caller caller, Access access, Result result, @Nullable String reason) {
        Optional<Caller> known = Optional.ofNullable(caller);
        return new AccessAudited(
                UUID.randomUUID(),
                clock.instant(),
                service,
                known.map(Caller::subject).orElse(access.unknown().subject()),
                known.map(c -> c.role().name()).orElse("NONE"),
                known.map(Caller::agency).orElse(access.unknown().agency()),
                access.action(),
                access.objectType(),
                access.objectId(),
                access.districtCode(),
                access.reason().purpose(),
                access.reason().caseNo(),
                access.reason().legalBasis(),
                access.sourceAddress(),
                result,
                reason);
    }

    private static String printable(String path) {
        String plain = path.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 200 ? plain : plain.substring(0, 200);
    }
}
