package metro.cctv.link.incident;

import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.IssuedGrant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The control centre's own incidents, with their rows in the ledger. */
@Service
public class CentreIncidents {
    private final Incidents incidents;
    private final AuditTrail audit;

    CentreIncidents(Incidents incidents, AuditTrail audit) {
        this.incidents = incidents;
        this.audit = audit;
    }

    /** @param from the caller's network address, for the ledger */
    @Transactional
    public OpenedIncident open(Caller caller, NewIncident request, String from) {
        OpenedIncident opened = incidents.open(request);
        tell(caller, "incident.open", opened.incident().facts(), from);
        for (IssuedGrant issued : opened.grants()) {
            Grant grant = issued.grant();
            audit.allowedTogether(
                    caller,
                    Access.to("grant.issue", "camera", grant.cameraId())
                            .in(grant.districtCode())
                            .because(grant.purpose(), grant.caseNo(), null)
                            .from(from));
        }
        return opened;
    }

    @Transactional
    Incident.Closed close(Caller caller, Incident incident, String reason, String from) {
        String agency = incident.facts().agency();
        if (agency != null)
            throw new ProblemException(ProblemType.FORBIDDEN, "Agency " + agency + " closes its own case.");
        Incident.Closed closed = incidents.close(incident.facts().incidentId(), caller.subject(), reason);
        tell(caller, "incident.close", closed.facts(), from);
        return closed;
    }

    private void tell(Caller caller, String action, IncidentFacts facts, String from) {
        UUID id = facts.incidentId();
        audit.allowedTogether(
                caller,
                Access.to(action, "incident", id.toString())
                        .in(facts.districtCode())
                        .because(NewIncident.CENTRE_PURPOSE, facts.caseNo(), null)
                        .from(from));
    }
}
