package metro.cctv.link.agencycase;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.agency.AgencyProperties.Partner;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.grant.MediaUrls;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.IncidentState;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.NewIncident;
import metro.cctv.link.incident.OpenedIncident;
import metro.cctv.link.selection.ChosenCamera;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * An agency's case from the call to the close. A case, its grants, its ledger rows and what the agency is told commit
 * together; an agency only ever reaches its own cases.
 */
@Service
public class AgencyCases {
    private final Incidents incidents;
    private final Grants grants;
    private final CameraCopy cameras;
    private final AgencyFeed feed;
    private final IdempotentAnswers answers;
    private final AgencyProperties agencies;
    private final AuditTrail audit;
    private final TransactionOperations transaction;

    AgencyCases(
            Incidents incidents,
            Grants grants,
            CameraCopy cameras,
            AgencyFeed feed,
            IdempotentAnswers answers,
            AgencyProperties agencies,
            AuditTrail audit,
            TransactionOperations transaction) {
        this.incidents = incidents;
        this.grants = grants;
        this.cameras = cameras;
        this.feed = feed;
        this.answers = answers;
        this.agencies = agencies;
        this.audit = audit;
        this.transaction = transaction;
    }

    /**
     * @param key the client's Idempotency-Key, if it sent one
     * @param from the caller's network address, for the ledger
     */
    public OpenedCase open(Caller caller, String agency, NewCase body, @Nullable String key, String from) {
        Partner partner = require(caller, agency);
        Optional<OpenedCase> before = key == null ? Optional.empty() : answers.find(agency, key, body);
        if (before.isPresent()) return before.get();
        try {
            return transaction.execute(status -> {
                OpenedCase opened = open(caller, agency, partner, body, from);
                if (key != null) answers.store(agency, key, body, opened);
                return opened;
            });
        } catch (ProblemException e) {
            // The same request may have been faster on another connection.
            if (key == null || e.type() != ProblemType.CASE_EXISTS) throw e;
            return answers.find(agency, key, body).orElseThrow(() -> e);
        }
    }

    /** The agency works on it: what it may still look at, prolonged. */
    public CaseView get(Caller caller, String agency, String caseNo, String from) {
        Partner partner = require(caller, agency);
        return transaction.execute(status -> {
            Incident incident = find(agency, caseNo);
            UUID id = incident.facts().incidentId();
            List<Grant> current = incident.isOpen() ? grants.renew(id, agency) : List.of();
            tell(caller, "case.view", incident.facts(), partner, from);
            return view(incident, current);
        });
    }

    public CaseView close(Caller caller, String agency, String caseNo, String reason, String from) {
        Partner partner = require(caller, agency);
        return transaction.execute(status -> {
            UUID id = find(agency, caseNo).facts().incidentId();
            Incident closed = incidents.close(id, caller.subject(), reason, null);
            feed.add(agency, id, "case.closed", closedEvent(closed));
            tell(caller, "case.close", closed.facts(), partner, from);
            return view(closed, List.of());
        });
    }

    /** Inside the caller's transaction. */
    OpenedCase open(Caller caller, String agency, Partner partner, NewCase body, String from) {
        OpenedIncident opened = incidents.open(new NewIncident(
                UUID.randomUUID(),
                agency,
                body.caseNo(),
                partner.role(),
                partner.purpose(),
                body.code(),
                body.kind(),
                body.summary(),
                body.address(),
                null,
                body.lon(),
                body.lat(),
                caller.subject()));
        IncidentFacts facts = opened.incident().facts();
        tell(caller, "case.open", facts, partner, from);
        List<CaseCamera> withTickets = new ArrayList<>();
        for (int i = 0; i < opened.grants().size(); i++) {
            ChosenCamera chosen = opened.cameras().get(i);
            Grant grant = opened.grants().get(i).grant();
            withTickets.add(camera(
                    chosen.camera().configured(), grant, opened.grants().get(i).live()));
            audit.allowedTogether(
                    caller,
                    Access.to("grant.issue", "camera", grant.cameraId())
                            .in(grant.districtCode())
                            .because(
                                    partner.purpose(),
                                    facts.caseNo(),
                                    partner.legalBasis().text())
                            .from(from));
        }
        feed.add(agency, facts.incidentId(), "case.opened", openedEvent(facts));
        feed.add(agency, facts.incidentId(), "case.cameras", camerasEvent(facts, withTickets));
        return new OpenedCase(facts.incidentId(), body.caseNo(), withTickets);
    }

    /** A client's role and agency must both fit; neither comes from the request. */
    private Partner require(Caller caller, String agency) {
        Partner partner = agencies.partner(agency);
        if (caller.role() != partner.role() || !agency.equals(caller.agency()))
            throw new ProblemException(ProblemType.FORBIDDEN, "Cases of " + agency + " are for its own clients.");
        return partner;
    }

    private Incident find(String agency, String caseNo) {
        return incidents
                .findCase(agency, caseNo)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such case."));
    }

    private CaseView view(Incident incident, List<Grant> current) {
        Map<String, NearbyCamera> known =
                cameras.find(current.stream().map(Grant::cameraId).toList());
        List<CaseCamera> shown = current.stream()
                .filter(grant -> grant.state() == Grant.State.ACTIVE && known.containsKey(grant.cameraId()))
                .map(grant -> camera(
                        requireNonNull(known.get(grant.cameraId())).configured(),
                        grant,
                        MediaUrls.of(grant.cameraId(), null)))
                .toList();
        IncidentFacts facts = incident.facts();
        IncidentState.@Nullable Closed end = incident.end();
        return new CaseView(
                facts.incidentId(),
                requireNonNull(facts.caseNo()),
                facts.code(),
                facts.kind(),
                facts.summary(),
                facts.address(),
                incident.status(),
                facts.lon(),
                facts.lat(),
                facts.openedAt(),
                end == null ? null : end.since(),
                end == null ? null : end.closing().reason(),
                shown);
    }

    private static CaseCamera camera(CameraConfigured camera, Grant grant, MediaUrls live) {
        return new CaseCamera(
                camera.cameraId(),
                camera.name(),
                Math.round(grant.distanceM() * 10) / 10.0,
                camera.headingDeg(),
                grant.reason(),
                live,
                grant.expiresAt());
    }

    private void tell(Caller caller, String action, IncidentFacts facts, Partner partner, String from) {
        audit.allowedTogether(
                caller,
                Access.to(action, "incident", facts.incidentId().toString())
                        .in(facts.districtCode())
                        .because(
                                partner.purpose(),
                                facts.caseNo(),
                                partner.legalBasis().text())
                        .from(from));
    }

    private static Map<String, Object> openedEvent(IncidentFacts facts) {
        Map<String, Object> data = event(facts);
        data.put("kind", facts.kind());
        if (facts.code() != null) data.put("code", facts.code());
        data.put("lon", facts.lon());
        data.put("lat", facts.lat());
        data.put("openedAt", facts.openedAt());
        return data;
    }

    /** Without tickets: what lies in a feed for days must not open a picture. */
    private static Map<String, Object> camerasEvent(IncidentFacts facts, List<CaseCamera> withTickets) {
        Map<String, Object> data = event(facts);
        data.put(
                "cameras",
                withTickets.stream()
                        .map(c -> new CaseCamera(
                                c.cameraId(),
                                c.name(),
                                c.distanceM(),
                                c.headingDeg(),
                                c.reason(),
                                MediaUrls.of(c.cameraId(), null),
                                c.expiresAt()))
                        .toList());
        return data;
    }

    private static Map<String, Object> closedEvent(Incident closed) {
        IncidentState.Closed end = requireNonNull(closed.end());
        Map<String, Object> data = event(closed.facts());
        data.put("closedAt", end.since());
        data.put("reason", end.closing().reason());
        return data;
    }

    private static Map<String, Object> event(IncidentFacts facts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("incidentId", facts.incidentId());
        data.put("caseNo", requireNonNull(facts.caseNo()));
        return data;
    }
}
