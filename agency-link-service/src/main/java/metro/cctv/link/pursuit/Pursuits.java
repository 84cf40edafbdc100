package metro.cctv.link.pursuit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.grant.Grant;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.Incidents;
import metro.cctv.link.incident.Sighting;
import metro.cctv.link.pursuit.PursuitRule.Motion;
import metro.cctv.link.selection.CameraSelection;
import metro.cctv.link.selection.CameraSelectionRule;
import metro.cctv.link.selection.ChosenCamera;
import metro.cctv.link.selection.ChosenCamera.View;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads a pursuit off an incident: nothing of it is stored but the places. */
@Service
class Pursuits {
    private final Incidents incidents;
    private final Grants grants;
    private final CameraSelection selection;
    private final Clock clock;

    Pursuits(Incidents incidents, Grants grants, CameraSelection selection, Clock clock) {
        this.incidents = incidents;
        this.grants = grants;
        this.selection = selection;
        this.clock = clock;
    }

    /**
     * @param lastSeen the last of {@code way}
     * @param headingDeg clockwise from north; null: it has not moved
     * @param speedMps metres a second; null: not known
     * @param way oldest first, from the place of the report on
     * @param holding cameras that have it now and that somebody of the case may look through, best first
     * @param next those it comes to next, nearest first
     */
    record Pursuit(
            UUID incidentId,
            Sighting lastSeen,
            @Nullable Double headingDeg,
            @Nullable Double speedMps,
            List<Sighting> way,
            List<Along> holding,
            List<Along> next) {}

    /**
     * A camera along the way. There is no picture in it: who may look is the grants' to say.
     *
     * @param distanceM from where the target was seen last
     * @param bearingDeg from there to the camera, clockwise from north
     * @param open somebody of the case may look through it
     * @param turning its head is on its way to the target, or turned already
     * @param reachedAt when the target is there if it goes on like this; null: not known, or it lies elsewhere
     */
    record Along(
            String cameraId,
            String name,
            String districtCode,
            double lon,
            double lat,
            @Nullable Double headingDeg,
            double fieldOfViewDeg,
            double distanceM,
            double bearingDeg,
            boolean open,
            boolean turning,
            @Nullable Instant reachedAt) {}

    /** A place that the target cannot have come to by now is refused. */
    void requireReach(Incident incident, double lon, double lat) {
        if (!PursuitRule.isWithinReach(incidents.way(incident), lon, lat, clock.instant()))
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    "The target cannot be there yet: at most %.0f m from where it was, and %.0f m for each second since."
                            .formatted(PursuitRule.START_M, PursuitRule.FASTEST_MPS));
    }

    @Transactional(readOnly = true)
    Pursuit of(Incident incident) {
        List<Sighting> way = incidents.way(incident);
        Sighting last = way.getLast();
        Motion motion = PursuitRule.motion(way);
        UUID id = incident.facts().incidentId();
        if (!incident.isOpen()) return pursuit(id, way, motion, List.of(), List.of());
        Set<String> open = grants.ofIncident(id).stream()
                .filter(grant -> grant.state() == Grant.State.ACTIVE)
                .map(Grant::cameraId)
                .collect(Collectors.toSet());
        List<ChosenCamera> holding = holding(selection.around(last.lon(), last.lat()), open);
        Set<String> held = holding.stream()
                .map(chosen -> chosen.camera().configured().cameraId())
                .collect(Collectors.toSet());
        List<NearbyCamera> next =
                PursuitRule.next(selection.usableAround(last.lon(), last.lat()), held, last.lon(), last.lat(), motion);
        return pursuit(
                id,
                way,
                motion,
                holding.stream()
                        .map(one -> along(one.camera(), last, null, true, one.view() == View.CAN_TURN))
                        .toList(),
                next.stream()
                        .map(camera -> along(
                                camera,
                                last,
                                PursuitRule.isAhead(camera, last.lon(), last.lat(), motion) ? motion : null,
                                open.contains(camera.configured().cameraId()),
                                false))
                        .toList());
    }

    /** Those that face it; where none does, those whose heads turn to it. */
    private static List<ChosenCamera> holding(List<ChosenCamera> chosen, Set<String> open) {
        for (View view : List.of(View.SEES, View.CAN_TURN)) {
            List<ChosenCamera> found = chosen.stream()
                    .filter(one -> one.view() == view
                            && open.contains(one.camera().configured().cameraId()))
                    .toList();
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    private static Pursuit pursuit(
            UUID id, List<Sighting> way, @Nullable Motion motion, List<Along> holding, List<Along> next) {
        return new Pursuit(
                id,
                way.getLast(),
                motion == null ? null : motion.headingDeg(),
                motion == null ? null : motion.speedMps(),
                way,
                holding,
                next);
    }

    private static Along along(
            NearbyCamera near, Sighting from, @Nullable Motion motion, boolean open, boolean turning) {
        CameraConfigured camera = near.configured();
        Double speed = motion == null ? null : motion.speedMps();
        return new Along(
                camera.cameraId(),
                camera.name(),
                camera.districtCode(),
                camera.lon(),
                camera.lat(),
                camera.headingDeg(),
                camera.fieldOfViewDeg(),
                near.distanceM(),
                CameraSelectionRule.bearingDeg(from.lon(), from.lat(), camera.lon(), camera.lat()),
                open,
                turning,
                speed == null ? null : from.at().plusMillis(Math.round(1000 * near.distanceM() / speed)));
    }
}
