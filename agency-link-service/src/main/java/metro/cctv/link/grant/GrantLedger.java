package metro.cctv.link.grant;

import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.agency.AgencyProperties.Partner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The ledger's row for each right to look that begins or is taken away, whichever feature's step it was. Who took the step
 * is read from the request, because rights begin and end deep inside of steps that know no address.
 */
@Component
class GrantLedger {
    private final AuditTrail audit;
    private final AgencyProperties agencies;

    GrantLedger(AuditTrail audit, AgencyProperties agencies) {
        this.audit = audit;
        this.agencies = agencies;
    }

    /** @param basis null: what the agency's right rests on */
    void begun(Grant grant, @Nullable String basis) {
        tell("grant.issue", grant, basis == null ? basisOf(grant.agency()) : basis);
    }

    void ended(Grant grant) {
        tell("grant.end", grant, basisOf(grant.agency()));
    }

    private void tell(String action, Grant grant, @Nullable String basis) {
        audit.allowedTogether(
                Caller.current().orElse(null),
                Access.to(action, "camera", grant.cameraId())
                        .in(grant.districtCode())
                        .because(grant.purpose(), grant.caseNo(), basis)
                        .by("clock", null)
                        .from(address()));
    }

    /** Null for the centre itself. */
    private @Nullable String basisOf(String agency) {
        Partner partner = agencies.partners().get(agency);
        return partner == null ? null : partner.legalBasis().text();
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now
                ? now.getRequest().getRemoteAddr()
                : null;
    }
}
