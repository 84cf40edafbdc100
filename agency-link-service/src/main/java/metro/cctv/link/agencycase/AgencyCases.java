package metro.cctv.link.agencycase;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.agency.AgencyProperties.Partner;
import metro.cctv.link.agencycase.CaseLines.Asker;
import metro.cctv.link.agencycase.CaseLines.Where;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.IncidentState;
import metro.cctv.link.incident.IncidentSteps;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.NewIncident;
import metro.cctv.link.incident.Place;
import metro.cctv.link.selection.Area;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * An agency's case from the call to the close, whatever the agency and whichever of its services. A case, its grants, its
 * ledger rows and what the agency is told commit together; an agency only ever reaches its own cases.
 */
@Service
public class AgencyCases {
    private final Incidents incidents;
    private final IncidentSteps steps;
    private final Grants grants;
    private final CaseLines lines;
    private final ViewerStore viewers;
    private final CaseEvents events;
    private final IdempotentAnswers answers;
    private final AgencyProperties agencies;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    AgencyCases(
            Incidents incidents,
            IncidentSteps steps,
            Grants grants,
            CaseLines lines,
            ViewerStore viewers,
            CaseEvents events,
            IdempotentAnswers answers,
            AgencyProperties agencies,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.incidents = incidents;
        this.steps = steps;
        this.grants = grants;
        this.lines = lines;
        this.viewers = viewers;
        this.events = events;
        this.answers = answers;
        this.agencies = agencies;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Opens a case for the agency's room, or sends a unit to one that may be open already.
     *
     * @param key the client's Idempotency-Key, if it sent one
     */
    public OpenedCase open(CaseDoor.At at, NewCase body, @Nullable String key) {
        Asker asker = asker(at, false);
        Optional<OpenedCase> before = key == null ? Optional.empty() : answers.find(at.agency(), key, body);
        if (before.isPresent()) return before.get();
        try {
            return transaction.execute(status -> {
                OpenedCase opened = open(asker, at, body);
                if (key != null) answers.store(at.agency(), key, body, opened);
                return opened;
            });
        } catch (ProblemException e) {
            // The same request may have been faster on another connection.
            if (key == null || e.type() != ProblemType.CASE_EXISTS) throw e;
            return answers.find(at.agency(), key, body).orElseThrow(() -> e);
        }
    }

    /** Somebody works on it: what they may still look at, prolonged. A unit sees its own cameras only. */
    public CaseView get(CaseDoor.At at, String caseNo) {
        Asker asker = asker(at, true);
        return transaction.execute(status -> {
            Incident incident = find(at, caseNo, false);
            List<Viewer> shown = shown(asker, at, incident);
            if (incident.isOpen())
                grants.renew(
                        incident.facts().incidentId(), grant -> shown.stream().anyMatch(viewer -> viewer.holds(grant)));
            tell(asker, at, "case.view", incident.facts());
            return view(incident, shown);
        });
    }

    /** The target is elsewhere: every viewer's cameras follow it. */
    public CaseView move(CaseDoor.At at, String caseNo, double lon, double lat) {
        Asker asker = asker(at, true);
        incidents.districtAt(lon, lat); // or it lies outside of the city
        return transaction.execute(status -> {
            Incident incident = find(at, caseNo, true);
            IncidentFacts facts = incident.facts();
            requirePart(incident, at.agency());
            shown(asker, at, incident);
            steps.move(
                    facts.incidentId(),
                    lon,
                    lat,
                    "target.moved",
                    "",
                    asker.caller().subject());
            tell(asker, at, "case.target", facts);
            events.moved(at.agency(), facts, lon, lat);
            return followed(asker, at, incident, new Where.Place(lon, lat));
        });
    }

    /**
     * @param contacts whether the agency's rule gives it telephone numbers
     * @param units of the case that the caller may speak for
     */
    public record Spot(
            UUID incidentId, String districtCode, double lon, double lat, boolean contacts, List<String> units) {}

    /**
     * Where an open case is now, for somebody who takes part; the asking is written down.
     *
     * @param action what for, as the ledger names it
     */
    public Spot spot(CaseDoor.At at, String caseNo, String action) {
        Asker asker = asker(at, true);
        return transaction.execute(status -> {
            Incident incident = find(at, caseNo, false);
            requirePart(incident, at.agency());
            List<String> units = shown(asker, at, incident).stream()
                    .filter(viewer -> !viewer.isRoom())
                    .map(viewer -> requireNonNull(viewer.unit()))
                    .toList();
            IncidentFacts facts = incident.facts();
            tell(asker, at, action, facts);
            boolean contacts = asker.partner().service(at.service()).contacts();
            Optional<Place> place = incidents.placeNow(facts.incidentId());
            return new Spot(
                    facts.incidentId(),
                    facts.districtCode(),
                    place.map(Place::lon).orElse(facts.lon()),
                    place.map(Place::lat).orElse(facts.lat()),
                    contacts,
                    units);
        });
    }

    /** A disaster grows or abates: the board shows the new area, and everybody hears of it. */
    public CaseView change(CaseDoor.At at, String caseNo, NewCase.Change change) {
        Asker asker = asker(at, false);
        Area area = change.area();
        if (area != null)
            incidents.districtAt(area.middle().lon(), area.middle().lat()); // or it is outside of the city
        return transaction.execute(status -> {
            Incident incident = find(at, caseNo, true);
            IncidentFacts facts = incident.facts();
            requirePart(incident, at.agency());
            NewCase.Disaster before = viewers.disaster(facts.incidentId()).orElseThrow(AgencyCases::unknown);
            NewCase.Disaster after = change.applied(before);
            tell(asker, at, "case.change", facts);
            if (!viewers.draw(facts.incidentId(), after))
                return view(incident, viewers.present(facts.incidentId(), at.agency()));
            Area.Corner middle = after.area().middle();
            steps.move(
                    facts.incidentId(),
                    middle.lon(),
                    middle.lat(),
                    "disaster.changed",
                    "severity " + after.severity(),
                    asker.caller().subject());
            events.disaster(at.agency(), facts, after);
            return followed(asker, at, incident, new Where.Within(after.area()));
        });
    }

    /** Of a room: the case is over. Of dispatches: the units are back, and a case that nobody looks at is over. */
    public CaseView close(CaseDoor.At at, String caseNo, @Nullable String unit, String reason) {
        Asker asker = asker(at, false);
        return transaction.execute(status -> {
            Incident incident = find(at, caseNo, true);
            IncidentFacts facts = incident.facts();
            requirePart(incident, at.agency());
            if (at.service().equals(Viewer.DISPATCHES)) {
                for (Viewer viewer : sent(at, incident, unit)) back(asker, at, facts, viewer);
                List<Viewer> left = viewers.present(facts.incidentId(), at.agency());
                if (!left.isEmpty()) return view(incident, left);
            }
            Incident closed = incidents.close(facts.incidentId(), asker.caller().subject(), reason, null);
            viewers.endAll(facts.incidentId());
            answers.forget(facts.incidentId());
            events.closed(at.agency(), closed);
            tell(asker, at, "case.close", facts);
            return view(closed, List.of());
        });
    }

    /** Inside the caller's transaction. */
    OpenedCase open(Asker asker, CaseDoor.At at, NewCase body) {
        Incident known = incidents
                .findCaseForUpdate(at.agency(), body.caseNo())
                .filter(Incident::isOpen)
                .orElse(null);
        if (known != null) {
            requirePart(known, at.agency());
            grants.requireTime(known.facts().openedAt());
        }
        IncidentFacts facts = known == null ? begin(asker, at, body) : known.facts();
        var viewer = new Viewer(facts.incidentId(), at.agency(), at.service(), body.unit());
        if (!viewers.begin(viewer))
            throw new ProblemException(
                    ProblemType.CASE_EXISTS,
                    "Case " + body.caseNo() + (viewer.isRoom() ? "" : " of " + viewer.unit()) + " is open already.");
        NewCase.Disaster disaster = body.disaster();
        if (disaster != null) viewers.draw(facts.incidentId(), disaster);
        tell(asker, at, viewer.isRoom() ? "case.open" : "case.dispatch", facts);
        if (known == null) events.opened(at.agency(), facts);
        if (disaster != null) events.disaster(at.agency(), facts, disaster);
        if (!viewer.isRoom() && asker.partner().service(at.service()).room()) {
            Viewer room = Viewer.room(facts.incidentId(), at.agency(), Viewer.CASES);
            if (viewers.begin(room)) look(asker, facts, room, body);
        }
        return new OpenedCase(facts.incidentId(), body.caseNo(), viewer.unit(), look(asker, facts, viewer, body));
    }

    private IncidentFacts begin(Asker asker, CaseDoor.At at, NewCase body) {
        Partner partner = asker.partner();
        return incidents
                .begin(new NewIncident(
                        UUID.randomUUID(),
                        at.agency(),
                        body.caseNo(),
                        partner.role(),
                        partner.service(at.service()).purpose(),
                        body.code(),
                        body.kind(),
                        body.summary(),
                        body.address(),
                        null,
                        body.lon(),
                        body.lat(),
                        asker.caller().subject(),
                        null))
                .facts();
    }

    /** Where the target is now, or where the unit is sent. */
    private List<CaseCamera> look(Asker asker, IncidentFacts facts, Viewer viewer, NewCase body) {
        List<CaseCamera> cameras = lines.begin(asker, facts, viewer, where(facts.incidentId(), body));
        events.cameras(viewer.agency(), facts, viewer.unit(), cameras);
        return cameras;
    }

    private Where where(UUID incidentId, NewCase body) {
        Optional<NewCase.Disaster> disaster = viewers.disaster(incidentId);
        if (disaster.isPresent()) return new Where.Within(disaster.get().area());
        return incidents
                .placeNow(incidentId)
                .map(place -> new Where.Place(place.lon(), place.lat()))
                .orElseGet(() -> new Where.Place(body.lon(), body.lat()));
    }

    private CaseView followed(Asker asker, CaseDoor.At at, Incident incident, Where where) {
        IncidentFacts facts = incident.facts();
        List<CaseCamera> room = List.of();
        List<CaseView.Unit> units = new java.util.ArrayList<>();
        for (Viewer viewer : viewers.present(facts.incidentId(), at.agency())) {
            List<CaseCamera> cameras = lines.follow(asker, facts, viewer, where);
            events.cameras(at.agency(), facts, viewer.unit(), cameras);
            boolean own = asker.caller().role() != Role.FIELD_UNIT
                    || asker.caller().subject().equals(viewer.unit());
            if (viewer.isRoom() && own) room = cameras;
            else if (own) units.add(new CaseView.Unit(requireNonNull(viewer.unit()), cameras));
        }
        return view(incident, room, units);
    }

    private void back(Asker asker, CaseDoor.At at, IncidentFacts facts, Viewer viewer) {
        viewers.end(viewer);
        grants.revoke(facts.incidentId(), viewer::holds);
        incidents.note(facts.incidentId(), asker.caller().subject(), "unit.ended", requireNonNull(viewer.unit()));
        events.unitEnded(at.agency(), facts, requireNonNull(viewer.unit()));
        tell(asker, at, "case.dispatch-end", facts);
    }

    /** @throws ProblemException {@code not-found} when no such unit is on its way */
    private List<Viewer> sent(CaseDoor.At at, Incident incident, @Nullable String unit) {
        List<Viewer> sent = viewers.present(incident.facts().incidentId(), at.agency()).stream()
                .filter(viewer -> !viewer.isRoom() && (unit == null || unit.equals(viewer.unit())))
                .toList();
        if (sent.isEmpty()) throw new ProblemException(ProblemType.NOT_FOUND, "No such unit is on its way.");
        return sent;
    }

    /** What of a case is this caller's to see: a room's door shows all its viewers, a unit itself. */
    private List<Viewer> shown(Asker asker, CaseDoor.At at, Incident incident) {
        List<Viewer> present = viewers.present(incident.facts().incidentId(), at.agency());
        if (asker.caller().role() != Role.FIELD_UNIT) return present;
        List<Viewer> own = present.stream()
                .filter(viewer -> asker.caller().subject().equals(viewer.unit()))
                .toList();
        if (own.isEmpty()) throw unknown();
        return own;
    }

    /** A client's role and agency must both fit; neither comes from the request. A unit reads and moves, no more. */
    private Asker asker(CaseDoor.At at, boolean unitsToo) {
        Partner partner = agencies.partner(at.agency());
        partner.service(at.service());
        Caller caller = at.caller();
        boolean fits = caller.role() == partner.role() || unitsToo && caller.role() == Role.FIELD_UNIT;
        if (!fits || !at.agency().equals(caller.agency()))
            throw new ProblemException(ProblemType.FORBIDDEN, "Cases of " + at.agency() + " are for its own clients.");
        agencies.requireContract(at.agency(), clock.instant());
        return new Asker(caller, partner, at.from());
    }

    private Incident find(CaseDoor.At at, String caseNo, boolean forUpdate) {
        return (forUpdate ? incidents.findCaseForUpdate(at.agency(), caseNo) : incidents.findCase(at.agency(), caseNo))
                .orElseThrow(AgencyCases::unknown);
    }

    private static void requireOpen(Incident incident) {
        IncidentState.Closed end = incident.end();
        if (end != null)
            throw new ProblemException(
                    ProblemType.CASE_CLOSED, "It was closed at " + end.since() + " by " + end.by() + ".");
    }

    /** An agency that handed its case over sees no more of it. */
    private static void requirePart(Incident incident, String agency) {
        requireOpen(incident);
        if (!incident.has(agency))
            throw new ProblemException(ProblemType.CASE_CLOSED, "It was handed over; " + agency + " takes no part.");
    }

    private CaseView view(Incident incident, List<Viewer> shown) {
        List<Grant> all =
                shown.isEmpty() ? List.of() : grants.ofIncident(incident.facts().incidentId());
        List<CaseCamera> room = shown.stream()
                .filter(Viewer::isRoom)
                .flatMap(viewer -> lines.current(viewer, all).stream())
                .toList();
        List<CaseView.Unit> units = shown.stream()
                .filter(viewer -> !viewer.isRoom())
                .map(viewer -> new CaseView.Unit(requireNonNull(viewer.unit()), lines.current(viewer, all)))
                .toList();
        return view(incident, room, units);
    }

    private CaseView view(Incident incident, List<CaseCamera> room, List<CaseView.Unit> units) {
        IncidentFacts facts = incident.facts();
        IncidentState.@Nullable Closed end = incident.end();
        Optional<NewCase.Disaster> disaster = viewers.disaster(facts.incidentId());
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
                incidents
                        .placeNow(facts.incidentId())
                        .filter(place -> disaster.isEmpty())
                        .map(CaseView.Target::of)
                        .orElse(null),
                disaster.map(CaseView.Disaster::of).orElse(null),
                facts.openedAt(),
                end == null ? null : end.since(),
                end == null ? null : end.closing().reason(),
                room,
                units);
    }

    private void tell(Asker asker, CaseDoor.At at, String action, IncidentFacts facts) {
        audit.allowedTogether(
                asker.caller(),
                Access.to(action, "incident", facts.incidentId().toString())
                        .in(facts.districtCode())
                        .because(
                                asker.partner().service(at.service()).purpose(),
                                facts.caseNo(),
                                asker.partner().legalBasis().text())
                        .from(asker.from()));
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such case.");
    }
}
