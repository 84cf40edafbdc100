package metro.cctv.analytics.camera;

import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.access.VideoAccessRule.Decision;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.stereotype.Component;

/** Whoever may see a camera live may see what analytics makes of it; to everybody else it is not there. */
@Component
public class ViewRight {
    /** Whose grants the centre's own people stand on. */
    private static final String CENTRE = "CENTRE";

    private final GrantDirectory grants;
    private final AuditTrail audit;

    ViewRight(GrantDirectory grants, AuditTrail audit) {
        this.grants = grants;
        this.audit = audit;
    }

    public boolean holds(Caller caller, String cameraId, String districtCode) {
        return decide(caller, cameraId, districtCode) == Decision.ALLOWED;
    }

    /**
     * Writes the ledger either way; when this returns, bytes may flow.
     *
     * @throws ProblemException not-found, so that a stranger does not even learn that it exists
     */
    public void require(Caller caller, String cameraId, String districtCode, Access access) {
        switch (decide(caller, cameraId, districtCode)) {
            case ALLOWED -> audit.allowed(caller, access);
            case CASE_NEEDED -> refuse(caller, access, ProblemType.CASE_NEEDED);
            case APPROVAL_NEEDED -> refuse(caller, access, ProblemType.APPROVAL_NEEDED);
            case FORBIDDEN -> refuse(caller, access, ProblemType.FORBIDDEN);
        }
    }

    private Decision decide(Caller caller, String cameraId, String districtCode) {
        String agency = caller.agency() == null ? CENTRE : caller.agency();
        return VideoAccessRule.live(
                caller.role(), caller.districts(), districtCode, grants.covers(agency, caller, cameraId));
    }

    private void refuse(Caller caller, Access access, ProblemType reason) {
        audit.refused(caller, access, reason);
        throw new ProblemException(ProblemType.NOT_FOUND, "No such " + access.objectType() + ".");
    }
}
