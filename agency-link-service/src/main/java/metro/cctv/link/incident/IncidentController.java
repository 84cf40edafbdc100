package metro.cctv.link.incident;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.CameraView;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.grant.MediaUrls;
import metro.cctv.link.incident.IncidentView.TimelineEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Incidents for the people of the centre, each only of their own districts. */
@RestController
@RequestMapping("/api/incidents")
class IncidentController {
    private static final Set<Role> WORKERS = EnumSet.of(Role.OPERATOR, Role.LEAD, Role.SECONDED_OFFICER);
    private static final Set<Role> READERS = EnumSet.of(Role.OPERATOR, Role.LEAD, Role.SECONDED_OFFICER, Role.MANAGER);

    private final Incidents incidents;
    private final CentreIncidents centre;
    private final IncidentStore store;
    private final Grants grants;
    private final CameraCopy cameras;

    IncidentController(
            Incidents incidents, CentreIncidents centre, IncidentStore store, Grants grants, CameraCopy cameras) {
        this.incidents = incidents;
        this.centre = centre;
        this.store = store;
        this.grants = grants;
        this.cameras = cameras;
    }

    /** @param kind a kind of the vocabulary or free words */
    record OpenIncident(
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat) {}

    record CloseIncident(@NotBlank @Size(max = 500) String reason) {}

    record IncidentPage(List<IncidentView> items, @Nullable String next) {}

    record IncidentCameras(List<IncidentCamera> items) {}

    record IncidentCamera(
            CameraView camera, double distanceM, UUID grantId, Instant expiresAt, String reason, MediaUrls live) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IncidentView open(Caller caller, @Valid @RequestBody OpenIncident body, HttpServletRequest request) {
        require(caller, WORKERS);
        String district = incidents.districtAt(body.lon(), body.lat());
        if (!caller.belongsTo(district))
            throw new ProblemException(ProblemType.FORBIDDEN, "The place lies in a district that is not yours.");
        var wanted = NewIncident.ofCentre(
                UUID.randomUUID(), body.kind(), body.summary(), district, body.lon(), body.lat(), caller.subject());
        return incidents.view(
                centre.open(caller, wanted, request.getRemoteAddr()).incident());
    }

    @GetMapping
    IncidentPage list(
            Caller caller,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        require(caller, READERS);
        int rows = Math.clamp(limit, 1, 500);
        List<Incident> found =
                store.list(caller, onlyOpen(status), cursor == null ? null : IncidentCursor.parse(cursor), rows + 1);
        List<Incident> page = found.subList(0, Math.min(rows, found.size()));
        Map<UUID, List<TimelineEntry>> timelines =
                store.timelines(page.stream().map(i -> i.facts().incidentId()).toList());
        List<IncidentView> items = page.stream()
                .map(i -> IncidentView.of(i, timelines.getOrDefault(i.facts().incidentId(), List.of())))
                .toList();
        if (found.size() <= rows) return new IncidentPage(items, null);
        IncidentFacts last = page.getLast().facts();
        return new IncidentPage(items, new IncidentCursor(last.openedAt(), last.incidentId()).text());
    }

    @GetMapping("/{id}")
    IncidentView get(Caller caller, @PathVariable UUID id) {
        require(caller, READERS);
        return incidents.view(own(caller, id));
    }

    /** The cameras of the case, best first. The media URLs need the caller's own log-in and right. */
    @GetMapping("/{id}/cameras")
    IncidentCameras cameras(Caller caller, @PathVariable UUID id) {
        require(caller, READERS);
        own(caller, id);
        List<Grant> ofIncident = grants.ofIncident(id);
        Map<String, NearbyCamera> known =
                cameras.find(ofIncident.stream().map(Grant::cameraId).toList());
        List<IncidentCamera> items = new ArrayList<>();
        for (Grant grant : ofIncident) {
            NearbyCamera camera = known.get(grant.cameraId());
            if (camera == null) continue; // retired meanwhile
            items.add(new IncidentCamera(
                    CameraView.of(camera.configured(), camera.health()),
                    grant.distanceM(),
                    grant.grantId(),
                    grant.expiresAt(),
                    grant.reason(),
                    MediaUrls.of(grant.cameraId(), null)));
        }
        return new IncidentCameras(items);
    }

    @PostMapping("/{id}/close")
    IncidentView close(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody CloseIncident body, HttpServletRequest request) {
        require(caller, WORKERS);
        Incident closed = centre.close(caller, own(caller, id), body.reason(), request.getRemoteAddr());
        return incidents.view(closed);
    }

    /** Of another district: as if it did not exist. */
    private Incident own(Caller caller, UUID id) {
        return incidents
                .find(id)
                .filter(incident -> caller.belongsTo(incident.facts().districtCode()))
                .orElseThrow(Incidents::unknown);
    }

    private static void require(Caller caller, Set<Role> roles) {
        if (!roles.contains(caller.role()))
            throw new ProblemException(ProblemType.FORBIDDEN, "Incidents are worked on by the control centre.");
    }

    private static boolean onlyOpen(String status) {
        return switch (status) {
            case "open" -> true;
            case "all" -> false;
            default -> throw new IllegalArgumentException("status: open or all");
        };
    }
}
