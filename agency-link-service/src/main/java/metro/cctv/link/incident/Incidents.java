package metro.cctv.link.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.IncidentChanged;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.grant.GrantCase;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.grant.IssuedGrant;
import metro.cctv.link.incident.IncidentView.TimelineEntry;
import metro.cctv.link.selection.CameraSelection;
import metro.cctv.link.selection.ChosenCamera;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens and closes incidents, whoever asks; cameras, grants, timeline and events go along in one transaction. */
@Service
public class Incidents {
    private final IncidentStore store;
    private final CameraCopy cameras;
    private final CameraSelection selection;
    private final Grants grants;
    private final Outbox outbox;
    private final CityProperties city;
    private final Clock clock;

    Incidents(
            IncidentStore store,
            CameraCopy cameras,
            CameraSelection selection,
            Grants grants,
            Outbox outbox,
            CityProperties city,
            Clock clock) {
        this.store = store;
        this.cameras = cameras;
        this.selection = selection;
        this.grants = grants;
        this.outbox = outbox;
        this.city = city;
        this.clock = clock;
    }

    @Transactional
    public OpenedIncident open(NewIncident request) {
        Incident.Open incident = begin(request);
        List<ChosenCamera> chosen = selection.around(request.lon(), request.lat());
        List<IssuedGrant> issued =
                grants.issue(grantCase(request, incident.facts().openedAt()), chosen);
        noteCameras(request.incidentId(), request.openedBy(), chosen);
        return new OpenedIncident(incident, chosen, issued);
    }

    /** Opens it without a camera: who looks at what is the caller's to say. */
    @Transactional
    public Incident.Open begin(NewIncident request) {
        Instant now = now();
        var incident = new Incident.Open(facts(request, now));
        insert(incident.facts());
        note(request.incidentId(), request.openedBy(), "incident.opened", request.reportedAs());
        announce(incident, IncidentChanged.Status.OPEN, now);
        return incident;
    }

    public void noteCameras(UUID incidentId, String who, List<ChosenCamera> chosen) {
        note(incidentId, who, "cameras.granted", names(chosen));
    }

    /** Closes it and takes every right to look away at once. */
    @Transactional
    public Incident.Closed close(UUID incidentId, String by, String reason) {
        Instant now = now();
        Incident incident = store.findForUpdate(incidentId).orElseThrow(Incidents::unknown);
        Incident.Closed closed = incident.close(by, reason, now);
        store.close(closed);
        grants.revoke(incidentId);
        note(incidentId, by, "incident.closed", reason);
        announce(closed, IncidentChanged.Status.CLOSED, now);
        return closed;
    }

    public Optional<Incident> find(UUID incidentId) {
        return store.find(incidentId);
    }

    public Optional<Incident> findCase(String agency, String caseNo) {
        return store.findCase(agency, caseNo);
    }

    /** As {@link #findCase}, and nobody closes or moves it before this transaction ends. */
    public Optional<Incident> findCaseForUpdate(String agency, String caseNo) {
        return store.findCaseForUpdate(agency, caseNo);
    }

    public IncidentView view(Incident incident) {
        UUID id = incident.facts().incidentId();
        return IncidentView.of(incident, store.timelines(List.of(id)).getOrDefault(id, List.of()));
    }

    /** Where somebody stands when a place is named: the district of the nearest camera. */
    public String districtAt(double lon, double lat) {
        if (!city.holds(lon, lat))
            throw new ProblemException(ProblemType.INVALID_FIELD, "The place lies outside the city.");
        return cameras.districtAt(lon, lat).orElse(city.code());
    }

    public void note(UUID incidentId, String who, String what, String detail) {
        store.addEntry(incidentId, new TimelineEntry(now(), who, what, detail));
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such incident.");
    }

    private IncidentFacts facts(NewIncident request, Instant now) {
        return new IncidentFacts(
                request.incidentId(),
                request.agency(),
                request.caseNo(),
                request.code(),
                IncidentKindRule.of(request.reportedAs()),
                request.reportedAs(),
                request.summary(),
                request.address(),
                request.districtCode() == null ? districtAt(request.lon(), request.lat()) : request.districtCode(),
                request.lon(),
                request.lat(),
                now,
                request.openedBy());
    }

    private void insert(IncidentFacts facts) {
        try {
            store.insert(facts);
        } catch (DuplicateKeyException e) {
            throw new ProblemException(ProblemType.CASE_EXISTS, "Case " + facts.caseNo() + " is open already.");
        }
    }

    private static GrantCase grantCase(NewIncident request, Instant now) {
        return new GrantCase(
                request.incidentId(),
                request.caseNo() == null ? request.incidentId().toString() : request.caseNo(),
                request.agency() == null ? GrantCase.CENTRE : request.agency(),
                request.grantRole(),
                request.purpose(),
                now);
    }

    private static String names(List<ChosenCamera> chosen) {
        if (chosen.isEmpty()) return "no usable camera near the place";
        return String.join(
                "; ",
                chosen.stream()
                        .map(c -> c.camera().configured().cameraId() + " (" + c.reason() + ")")
                        .toList());
    }

    private void announce(Incident incident, IncidentChanged.Status status, Instant now) {
        IncidentFacts facts = incident.facts();
        outbox.add(
                Topics.INCIDENT,
                facts.incidentId().toString(),
                new IncidentChanged(
                        UUID.randomUUID(),
                        facts.incidentId(),
                        facts.caseNo(),
                        facts.agency(),
                        facts.kind().name(),
                        status,
                        facts.districtCode(),
                        facts.lon(),
                        facts.lat(),
                        facts.openedAt(),
                        incident instanceof Incident.Closed closed ? closed.at() : null,
                        now));
        store.tellDashboards(facts.incidentId());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
