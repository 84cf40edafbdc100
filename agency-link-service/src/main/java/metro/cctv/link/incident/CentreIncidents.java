package metro.cctv.link.incident;

import java.util.UUID;
import java.util.function.Supplier;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the people of the centre do with incidents of their districts, with the rows in the ledger. */
@Service
public class CentreIncidents {
    private final Incidents incidents;
    private final IncidentSteps steps;
    private final AuditTrail audit;

    CentreIncidents(Incidents incidents, IncidentSteps steps, AuditTrail audit) {
        this.incidents = incidents;
        this.steps = steps;
        this.audit = audit;
    }

    /** @param from the caller's network address, for the ledger */
    @Transactional
    public OpenedIncident open(Caller caller, NewIncident request, String from) {
        OpenedIncident opened = incidents.open(request);
        tell(caller, "incident.open", opened.incident().facts(), from);
        return opened;
    }

    /** As {@link #open}, by somebody who looked already. */
    @Transactional
    public void openConfirmed(Caller caller, NewIncident request, String from) {
        open(caller, request, from);
        steps.confirm(request.incidentId(), caller.subject());
        // The row of the opening says it all: one act, one row.
    }

    /** Of another district: as if it did not exist. */
    public Incident own(Caller caller, UUID incidentId) {
        return incidents
                .find(incidentId)
                .filter(incident -> caller.belongsTo(incident.facts().districtCode()))
                .orElseThrow(Incidents::unknown);
    }

    /**
     * One step of a person, and its row.
     *
     * @param action dotted, e.g. {@code incident.share}
     */
    @Transactional
    public Incident step(Caller caller, UUID incidentId, String action, String from, Supplier<Incident> step) {
        own(caller, incidentId);
        Incident after = step.get();
        tell(caller, action, after.facts(), from);
        return after;
    }

    @Transactional
    Incident close(Caller caller, UUID incidentId, String reason, @Nullable String remark, String from) {
        Incident incident = own(caller, incidentId);
        String agency = incident.facts().agency();
        // One that handed its case over cannot close it any more, and whoever got it has no number for it.
        if (agency != null && incident.has(agency))
            throw new ProblemException(ProblemType.FORBIDDEN, "Agency " + agency + " closes its own case.");
        return step(
                caller,
                incidentId,
                "incident.close",
                from,
                () -> incidents.close(incidentId, caller.subject(), reason, remark));
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
