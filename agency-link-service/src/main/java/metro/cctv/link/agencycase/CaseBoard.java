package metro.cctv.link.agencycase;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.agency.AgencyProperties.Partner;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.vocabulary.IncidentKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The open cases of an agency at one look: its own, and the centre's that are shared with it. */
@Component
class CaseBoard {
    /** More at once is no board any more. */
    private static final int MOST_CASES = 50;

    private final Incidents incidents;
    private final Grants grants;
    private final CameraCopy cameras;
    private final ViewerStore viewers;
    private final AgencyFeed feed;
    private final AgencyProperties agencies;
    private final Clock clock;

    CaseBoard(
            Incidents incidents,
            Grants grants,
            CameraCopy cameras,
            ViewerStore viewers,
            AgencyFeed feed,
            AgencyProperties agencies,
            Clock clock) {
        this.incidents = incidents;
        this.grants = grants;
        this.cameras = cameras;
        this.viewers = viewers;
        this.feed = feed;
        this.agencies = agencies;
        this.clock = clock;
    }

    /** @param cursor of the feed, from before the cases were read: what comes after it is news */
    record Board(String agency, String name, String nameKorean, List<BoardCase> items, String cursor) {}

    /**
     * @param caseNo the agency's number; null: the centre's own incident, or another agency's case
     * @param own the agency's own case, which it may prolong, move and close
     * @param cameras those that the room may look at now, best first
     * @param units those on their way
     */
    record BoardCase(
            UUID incidentId,
            @Nullable String caseNo,
            boolean own,
            Part part,
            @Nullable Integer code,
            IncidentKind kind,
            String summary,
            @Nullable String address,
            double lon,
            double lat,
            CaseView.@Nullable Target target,
            CaseView.@Nullable Disaster disaster,
            Instant openedAt,
            List<String> agencies,
            List<BoardCamera> cameras,
            List<BoardUnit> units) {}

    /**
     * A camera with what a map needs.
     *
     * @param limitAt never prolonged beyond
     */
    record BoardCamera(CaseCamera camera, double lon, double lat, double fieldOfViewDeg, Instant limitAt) {}

    record BoardUnit(String unit, int cameras, @Nullable Instant expiresAt) {}

    @Transactional(readOnly = true)
    Board of(Caller caller) {
        String agency = caller.agency();
        Partner partner = agency == null ? null : agencies.partners().get(agency);
        if (agency == null || partner == null || partner.role() != caller.role())
            throw new ProblemException(ProblemType.FORBIDDEN, "The board is for the rooms of linked agencies.");
        agencies.requireContract(agency, clock.instant());
        String cursor = String.valueOf(feed.newest(agency));
        List<BoardCase> items = incidents.openWith(agency, MOST_CASES).stream()
                .map(incident -> boardCase(incident, agency))
                .toList();
        return new Board(agency, partner.name(), partner.nameKorean(), items, cursor);
    }

    private BoardCase boardCase(Incident incident, String agency) {
        IncidentFacts facts = incident.facts();
        Optional<NewCase.Disaster> disaster = viewers.disaster(facts.incidentId());
        boolean own = agency.equals(facts.agency());
        List<Grant> active = grants.ofIncident(facts.incidentId()).stream()
                .filter(grant -> grant.agency().equals(agency) && grant.state() == Grant.State.ACTIVE)
                .toList();
        Part part = incident.present().stream()
                .filter(one -> one.agency().equals(agency))
                .findFirst()
                .orElseThrow()
                .part();
        return new BoardCase(
                facts.incidentId(),
                own ? facts.caseNo() : null,
                own,
                part,
                facts.code(),
                facts.kind(),
                facts.summary(),
                facts.address(),
                facts.lon(),
                facts.lat(),
                incidents
                        .placeNow(facts.incidentId())
                        .filter(place -> disaster.isEmpty())
                        .map(CaseView.Target::of)
                        .orElse(null),
                disaster.map(CaseView.Disaster::of).orElse(null),
                facts.openedAt(),
                incident.present().stream().map(one -> one.agency()).toList(),
                room(active),
                units(active));
    }

    private List<BoardCamera> room(List<Grant> active) {
        List<Grant> own = active.stream().filter(grant -> grant.unit() == null).toList();
        Map<String, NearbyCamera> known =
                cameras.find(own.stream().map(Grant::cameraId).toList());
        return own.stream()
                .filter(grant -> known.containsKey(grant.cameraId()))
                .map(grant -> {
                    CameraConfigured camera =
                            requireNonNull(known.get(grant.cameraId())).configured();
                    return new BoardCamera(
                            CaseCamera.of(camera, grant),
                            camera.lon(),
                            camera.lat(),
                            camera.fieldOfViewDeg(),
                            grant.limitAt());
                })
                .toList();
    }

    private static List<BoardUnit> units(List<Grant> active) {
        Map<String, List<Grant>> byUnit = active.stream()
                .filter(grant -> grant.unit() != null)
                .collect(Collectors.groupingBy(
                        grant -> requireNonNull(grant.unit()), TreeMap::new, Collectors.toList()));
        return byUnit.entrySet().stream()
                .map(sent -> new BoardUnit(
                        sent.getKey(),
                        sent.getValue().size(),
                        sent.getValue().stream()
                                .map(Grant::expiresAt)
                                .max(Comparator.naturalOrder())
                                .orElse(null)))
                .toList();
    }
}
