package metro.cctv.registry.ptz;

import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls to cameras whose ALLOWED row is in the ledger before they go out: one that fails gets a second row, FAILED. */
@Component
class HeadCalls {
    private final AuditTrail audit;

    HeadCalls(AuditTrail audit) {
        this.audit = audit;
    }

    void make(@Nullable Caller caller, Access allowed, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            ProblemType reason = e instanceof ProblemException problem ? problem.type() : ProblemType.INTERNAL;
            try {
                audit.failed(caller, allowed, reason);
            } catch (RuntimeException unwritten) {
                e.addSuppressed(unwritten);
            }
            throw e;
        }
    }
}
