package metro.cctv.link.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.link.agency.AgencyProperties;
import metro.cctv.link.camera.CameraCopy;
import metro.cctv.link.camera.CameraView;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.grant.MediaUrls;
import metro.cctv.link.selection.ReasonCode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which cameras an incident has and why, and who looks through them until when. */
@RestController
@RequestMapping("/api/incidents/{id}")
class IncidentCameraController {
    private final CentreIncidents centre;
    private final Grants grants;
    private final CameraCopy cameras;
    private final AgencyProperties agencies;

    IncidentCameraController(CentreIncidents centre, Grants grants, CameraCopy cameras, AgencyProperties agencies) {
        this.centre = centre;
        this.grants = grants;
        this.cameras = cameras;
        this.agencies = agencies;
    }

    record IncidentCameras(List<IncidentCamera> items) {}

    /** @param sharedWith agencies that may look through it now */
    record IncidentCamera(
            CameraView camera,
            double distanceM,
            UUID grantId,
            Instant expiresAt,
            String reason,
            List<ReasonCode> reasonCodes,
            MediaUrls live,
            List<String> sharedWith) {}

    /** @param addable linked agencies that do not take part now */
    record IncidentAgencies(List<TakingPart> items, List<String> addable) {}

    /**
     * @param until null: takes part now
     * @param cameras that it may look through now
     * @param expiresAt when the last of these rights ends by itself; null: none is open
     */
    record TakingPart(
            String agency,
            Part part,
            Instant since,
            @Nullable Instant until,
            int cameras,
            @Nullable Instant expiresAt) {}

    /** The cameras of the case, best first. The media URLs need the caller's own log-in and right. */
    @GetMapping("/cameras")
    IncidentCameras cameras(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        centre.own(caller, id);
        Map<String, List<Grant>> byCamera = new LinkedHashMap<>();
        for (Grant grant : grants.ofIncident(id))
            if (grant.distanceM() != null) // else purged
            byCamera.computeIfAbsent(grant.cameraId(), camera -> new ArrayList<>())
                        .add(grant);
        Map<String, NearbyCamera> known = cameras.find(List.copyOf(byCamera.keySet()));
        List<IncidentCamera> items = new ArrayList<>();
        byCamera.forEach((cameraId, held) -> {
            NearbyCamera camera = known.get(cameraId);
            if (camera != null) items.add(camera(camera, held)); // else retired meanwhile
        });
        return new IncidentCameras(items);
    }

    @GetMapping("/agencies")
    IncidentAgencies agencies(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        Incident incident = centre.own(caller, id);
        List<Grant> active = grants.ofIncident(id).stream()
                .filter(grant -> grant.state() == Grant.State.ACTIVE)
                .toList();
        List<TakingPart> items = incident.agencies().stream()
                .map(part -> {
                    List<Grant> held = part.until() != null
                            ? List.<Grant>of()
                            : active.stream()
                                    .filter(grant -> grant.agency().equals(part.agency()))
                                    .toList();
                    return new TakingPart(
                            part.agency(),
                            part.part(),
                            part.since(),
                            part.until(),
                            held.size(),
                            held.stream()
                                    .map(Grant::expiresAt)
                                    .max(Comparator.naturalOrder())
                                    .orElse(null));
                })
                .toList();
        List<String> addable = new TreeSet<>(agencies.partners().keySet())
                .stream().filter(agency -> !incident.has(agency)).toList();
        return new IncidentAgencies(items, addable);
    }

    private static IncidentCamera camera(NearbyCamera camera, List<Grant> held) {
        Grant first = held.stream()
                .filter(grant -> grant.state() == Grant.State.ACTIVE)
                .findFirst()
                .orElse(held.getFirst());
        return new IncidentCamera(
                CameraView.of(camera.configured(), camera.health()),
                requireNonNull(first.distanceM()),
                first.grantId(),
                first.expiresAt(),
                first.reason(),
                first.codes(),
                MediaUrls.of(first.cameraId(), null),
                held.stream()
                        .filter(grant -> grant.state() == Grant.State.ACTIVE)
                        .map(Grant::agency)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
