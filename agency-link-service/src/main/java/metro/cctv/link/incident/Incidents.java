package metro.cctv.link.incident;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.contracts.incident.IncidentChanged.Participation;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.grant.GrantCase;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.grant.IssuedGrant;
import metro.cctv.link.incident.IncidentView.CodeChange;
import metro.cctv.link.incident.IncidentView.TimelineEntry;
import metro.cctv.link.procedure.Checklist;
import metro.cctv.link.procedure.Checklists;
import metro.cctv.link.selection.CameraSelection;
import metro.cctv.link.selection.ChosenCamera;
import metro.cctv.link.turning.Turns;
import metro.cctv.link.vocabulary.IncidentKind;
import metro.cctv.link.vocabulary.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens, finds and closes incidents, whoever asks; cameras, grants, timeline and events go along in one transaction. What
 * happens between is in {@link IncidentSteps}.
 */
@Service
public class Incidents {
    private final IncidentStore store;
    private final Timeline timeline;
    private final IncidentLog log;
    private final CameraCopy cameras;
    private final CameraSelection selection;
    private final Grants grants;
    private final PlaceStore places;
    private final Sharing sharing;
    private final Turns turns;
    private final List<PlaceMemory> memories;
    private final Vocabulary vocabulary;
    private final Checklists checklists;
    private final CityProperties city;
    private final Clock clock;

    Incidents(
            IncidentStore store,
            Timeline timeline,
            IncidentLog log,
            CameraCopy cameras,
            CameraSelection selection,
            Grants grants,
            PlaceStore places,
            Sharing sharing,
            Turns turns,
            List<PlaceMemory> memories,
            Vocabulary vocabulary,
            Checklists checklists,
            CityProperties city,
            Clock clock) {
        this.store = store;
        this.timeline = timeline;
        this.log = log;
        this.cameras = cameras;
        this.selection = selection;
        this.grants = grants;
        this.places = places;
        this.sharing = sharing;
        this.turns = turns;
        this.memories = List.copyOf(memories);
        this.vocabulary = vocabulary;
        this.checklists = checklists;
        this.city = city;
        this.clock = clock;
    }

    /** An agency's case is shared with it from the start; the centre's own is only reported until a person confirms it. */
    @Transactional
    public OpenedIncident open(NewIncident request) {
        Incident incident = begin(request);
        List<ChosenCamera> chosen = selection.around(request.lon(), request.lat());
        List<IssuedGrant> issued =
                grants.issue(grantCase(request, incident.facts().openedAt()), chosen);
        noteCameras(request.incidentId(), request.openedBy(), chosen);
        return new OpenedIncident(incident, chosen, issued);
    }

    /** As {@link #open}, without a camera: who looks at what is the caller's to say. */
    @Transactional
    public Incident begin(NewIncident request) {
        Instant now = now();
        String agency = request.agency();
        Incident incident = new Incident(
                facts(request, now), new IncidentState.Reported(request.openedBy(), now), Set.of(), List.of());
        if (agency != null)
            incident = incident.with(new IncidentState.Shared(request.openedBy(), now))
                    .with(List.of(new Participation(agency, Part.LEAD, now, null)));
        insert(incident, request.holder());
        for (Participation part : incident.agencies()) store.addAgency(request.incidentId(), part, request.openedBy());
        log.note(request.incidentId(), request.openedBy(), "incident.opened", request.rawPhrase(), now);
        log.announce(incident, now);
        return incident;
    }

    /** Also turns those that have a head to the place. */
    public void noteCameras(UUID incidentId, String who, List<ChosenCamera> chosen) {
        turns.want(incidentId, chosen);
        log.note(incidentId, who, "cameras.granted", Sharing.names(chosen), now());
    }

    /** @param reason one of the six, see {@link Closing#of} */
    @Transactional
    public Incident close(UUID incidentId, String by, String reason, @Nullable String remark) {
        Incident incident = getForUpdate(incidentId);
        IncidentState.change(incident.state());
        return close(incident, by, Closing.of(reason, remark));
    }

    /** Closes it and takes every right to look away at once. */
    @Transactional
    public Incident close(UUID incidentId, String by, Closing closing) {
        return close(getForUpdate(incidentId), by, closing);
    }

    private Incident close(Incident incident, String by, Closing closing) {
        Instant now = now();
        UUID id = incident.facts().incidentId();
        Incident closed = incident.with(IncidentState.close(incident.state(), closing, by, now));
        closed = sharing.endAll(closed, now);
        store.update(closed);
        grants.revoke(id);
        places.forgetWay(id);
        String remark = closing.remark();
        log.note(id, by, "incident.closed", closing.reason() + (remark == null ? "" : ": " + remark), now);
        log.announce(closed, now);
        return closed;
    }

    /**
     * A closed one forgets where exactly it was and all words about it: about a kilometre and its kind are left, and who did
     * what when. How far which camera stood from the place would give it back, so that goes as well.
     */
    @Transactional
    public void blur(UUID incidentId) {
        store.blur(incidentId);
        timeline.blank(incidentId);
        places.forget(incidentId);
        grants.forgetPlace(incidentId);
        turns.forgetPlace(incidentId);
        memories.forEach(memory -> memory.forgetPlace(incidentId));
        log.announce(store.find(incidentId).orElseThrow(Incidents::unknown), now());
    }

    public Optional<Incident> find(UUID incidentId) {
        return store.find(incidentId);
    }

    /** Those that there are, in no order. */
    public List<Incident> find(Collection<UUID> incidentIds) {
        return store.find(incidentIds);
    }

    /** Where it is now; empty: where it was reported. */
    public Optional<Place> placeNow(UUID incidentId) {
        return places.find(incidentId);
    }

    /** By which way it came there, from the place of the report on; that alone, once it is over. */
    public List<Sighting> way(Incident incident) {
        IncidentFacts facts = incident.facts();
        List<Sighting> way = new ArrayList<>();
        way.add(new Sighting(facts.lon(), facts.lat(), facts.openedAt()));
        way.addAll(places.way(facts.incidentId()));
        return way;
    }

    /** The row is the caller's until the transaction ends. */
    Incident getForUpdate(UUID incidentId) {
        return store.findForUpdate(incidentId).orElseThrow(Incidents::unknown);
    }

    /** Within the caller's transaction nobody else changes it: before anything that hangs on it is changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Incident lock(UUID incidentId) {
        return getForUpdate(incidentId);
    }

    public Optional<Incident> findCase(String agency, String caseNo) {
        return store.findCase(agency, caseNo);
    }

    /** As {@link #findCase}, and nobody closes or moves it before this transaction ends. */
    public Optional<Incident> findCaseForUpdate(String agency, String caseNo) {
        return store.findCase(agency, caseNo)
                .flatMap(incident -> store.findForUpdate(incident.facts().incidentId()));
    }

    /** Open ones in which an agency takes part now, its own and those shared with it; newest first. */
    public List<Incident> openWith(String agency, int limit) {
        return store.openWith(agency, limit);
    }

    public IncidentView view(Incident incident) {
        return views(List.of(incident)).getFirst();
    }

    List<IncidentView> views(List<Incident> incidents) {
        List<UUID> ids = incidents.stream().map(i -> i.facts().incidentId()).toList();
        Map<UUID, List<TimelineEntry>> timelines = timeline.newest(ids);
        Map<UUID, List<CodeChange>> codes = store.codes(ids);
        Map<UUID, String> holders = store.holders(ids);
        Map<UUID, Place> targets = places.find(ids);
        Map<UUID, IncidentKind> kinds = new HashMap<>();
        incidents.forEach(i -> kinds.put(i.facts().incidentId(), i.facts().kind()));
        Map<UUID, Checklist> lists = checklists.of(kinds);
        return incidents.stream()
                .map(incident -> {
                    UUID id = incident.facts().incidentId();
                    return IncidentView.of(
                            incident,
                            holders.get(id),
                            targets.get(id),
                            codes.getOrDefault(id, List.of()),
                            requireNonNull(lists.get(id)),
                            timelines.getOrDefault(id, List.of()));
                })
                .toList();
    }

    /** Where somebody stands when a place is named: the district of the nearest camera. */
    public String districtAt(double lon, double lat) {
        if (!city.holds(lon, lat))
            throw new ProblemException(ProblemType.INVALID_FIELD, "The place lies outside the city.");
        return cameras.districtAt(lon, lat).orElse(city.code());
    }

    /** A line in the timeline: what a service did in the case. A closed one takes none. */
    @Transactional
    public void note(UUID incidentId, String who, String what, String detail) {
        IncidentState.change(getForUpdate(incidentId).state());
        log.note(incidentId, who, what, detail, now());
        log.tellDashboards(incidentId);
    }

    /** As {@link #note}, also of a closed one: what came late, about something that was done before. */
    @Transactional
    public void record(UUID incidentId, String who, String what, String detail) {
        getForUpdate(incidentId);
        log.note(incidentId, who, what, detail, now());
        log.tellDashboards(incidentId);
    }

    /** Something that hangs on it changed. */
    @Transactional
    public void tellDashboards(UUID incidentId) {
        log.tellDashboards(incidentId);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such incident.");
    }

    private IncidentFacts facts(NewIncident request, Instant now) {
        IncidentKind kind = vocabulary.kindOf(request.rawPhrase());
        return new IncidentFacts(
                request.incidentId(),
                request.agency(),
                request.caseNo(),
                request.code(),
                kind,
                request.rawPhrase(),
                vocabulary.classOf(kind),
                request.summary(),
                request.address(),
                request.districtCode() == null ? districtAt(request.lon(), request.lat()) : request.districtCode(),
                request.lon(),
                request.lat(),
                now,
                request.openedBy());
    }

    private void insert(Incident incident, @Nullable String holder) {
        try {
            store.insert(incident, holder);
        } catch (DuplicateKeyException e) {
            throw new ProblemException(
                    ProblemType.CASE_EXISTS, "Case " + incident.facts().caseNo() + " is open already.");
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
