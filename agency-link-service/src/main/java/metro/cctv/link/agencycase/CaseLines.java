package metro.cctv.link.agencycase;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Role;
import metro.cctv.link.agency.AgencyProperties.LinkService;
import metro.cctv.link.agency.AgencyProperties.Partner;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.GrantCase;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.grant.IssuedGrant;
import metro.cctv.link.grant.MediaUrls;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.selection.Area;
import metro.cctv.link.selection.CameraSelection;
import metro.cctv.link.selection.ChosenCamera;
import metro.cctv.link.turning.Turns;
import org.springframework.stereotype.Component;

/** The cameras of one viewer of a case: chosen and granted. */
@Component
class CaseLines {
    private final CameraSelection selection;
    private final CameraCopy cameras;
    private final Grants grants;
    private final Incidents incidents;
    private final Turns turns;

    CaseLines(CameraSelection selection, CameraCopy cameras, Grants grants, Incidents incidents, Turns turns) {
        this.selection = selection;
        this.cameras = cameras;
        this.grants = grants;
        this.incidents = incidents;
        this.turns = turns;
    }

    /** Who asks, for which agency, from which network address. */
    record Asker(Caller caller, Partner partner, String from) {}

    /** Where the cameras must look: around a place, or all over an area. */
    sealed interface Where {
        record Place(double lon, double lat) implements Where {}

        record Within(Area area) implements Where {}
    }

    private List<ChosenCamera> choose(Where where, LinkService service) {
        return switch (where) {
            case Where.Place(double lon, double lat) -> selection.around(lon, lat, service.selection());
            case Where.Within(Area area) -> selection.inside(area, service.selection());
        };
    }

    List<CaseCamera> begin(Asker asker, IncidentFacts facts, Viewer viewer, Where where) {
        LinkService service = asker.partner().service(viewer.service());
        List<ChosenCamera> chosen = choose(where, service);
        List<IssuedGrant> issued = grants.issue(cause(asker.partner(), service, facts, viewer), chosen);
        incidents.noteCameras(facts.incidentId(), asker.caller().subject(), chosen);
        return shown(chosen, issued);
    }

    /** Best first; what begins has a ticket, what goes on keeps the one it has. */
    List<CaseCamera> follow(Asker asker, IncidentFacts facts, Viewer viewer, Where where) {
        LinkService service = asker.partner().service(viewer.service());
        List<ChosenCamera> chosen = choose(where, service);
        Grants.Followed followed = grants.follow(cause(asker.partner(), service, facts, viewer), chosen);
        if (!followed.begun().isEmpty())
            incidents.noteCameras(facts.incidentId(), asker.caller().subject(), chosen);
        else turns.want(facts.incidentId(), chosen);
        List<CaseCamera> all = new ArrayList<>(shown(chosen, followed.begun()));
        all.addAll(current(viewer, followed.kept()));
        Map<String, Integer> order = new HashMap<>();
        chosen.forEach(c -> order.put(c.camera().configured().cameraId(), order.size()));
        all.sort(Comparator.comparing(camera -> order.getOrDefault(camera.cameraId(), order.size())));
        return all;
    }

    /** What a viewer may look at now, of a case's grants. */
    List<CaseCamera> current(Viewer viewer, List<Grant> ofCase) {
        List<Grant> own = ofCase.stream()
                .filter(grant -> grant.state() == Grant.State.ACTIVE && viewer.holds(grant))
                .toList();
        Map<String, NearbyCamera> known =
                cameras.find(own.stream().map(Grant::cameraId).toList());
        return own.stream()
                .filter(grant -> known.containsKey(grant.cameraId()))
                .map(grant -> CaseCamera.of(
                        requireNonNull(known.get(grant.cameraId())).configured(), grant))
                .toList();
    }

    private static List<CaseCamera> shown(List<ChosenCamera> chosen, List<IssuedGrant> issued) {
        Map<String, ChosenCamera> byId = new HashMap<>();
        chosen.forEach(c -> byId.put(c.camera().configured().cameraId(), c));
        return issued.stream()
                .map(one -> {
                    MediaUrls live = one.live();
                    ChosenCamera camera = requireNonNull(byId.get(one.grant().cameraId()));
                    return CaseCamera.of(camera.camera().configured(), one.grant(), live);
                })
                .toList();
    }

    private static GrantCase cause(Partner partner, LinkService service, IncidentFacts facts, Viewer viewer) {
        return new GrantCase(
                facts.incidentId(),
                requireNonNull(facts.caseNo()),
                viewer.agency(),
                viewer.isRoom() ? partner.role() : Role.FIELD_UNIT,
                service.purpose(),
                facts.openedAt(),
                viewer.unit(),
                service.stream(),
                null,
                null);
    }
}
