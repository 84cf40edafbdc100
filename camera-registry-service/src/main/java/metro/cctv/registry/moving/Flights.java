package metro.cctv.registry.moving;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CameraHistory;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.moving.AirspaceStore.Crossing;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Flights against airspaces, whichever comes first: a flight that crosses one is refused, and an airspace suspends the flights
 * that cross it. A suspension is never lifted; whoever still wants to fly files anew.
 */
@Service
class Flights {
    private static final int MAX_AIRSPACES = 2_000;

    private final AirspaceStore airspaces;
    private final MissionStore missions;
    private final Cameras cameras;
    private final CameraHistory history;
    private final AuditTrail audit;
    private final Clock clock;

    Flights(
            AirspaceStore airspaces,
            MissionStore missions,
            Cameras cameras,
            CameraHistory history,
            AuditTrail audit,
            Clock clock) {
        this.airspaces = airspaces;
        this.missions = missions;
        this.cameras = cameras;
        this.history = history;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    void file(Mission mission, byte[] wayWkb, Caller caller, Access access) {
        missions.lockTheAir();
        missions.add(mission, wayWkb);
        List<Crossing> crossed = missions.crossed(mission.missionId());
        if (!crossed.isEmpty())
            throw new ProblemException(
                    ProblemType.AIRSPACE_RESTRICTED,
                    "The way crosses "
                            + crossed.stream()
                                    .map(a -> a.name() + " (" + a.code() + ")")
                                    .collect(Collectors.joining(", "))
                            + " at " + mission.heightM() + " m.",
                    Map.of("airspaces", crossed));
        audit.allowedTogether(caller, access);
    }

    /** @return true when it is new */
    @Transactional
    boolean enter(String code, AirspaceInput input, byte[] areaWkb, Caller caller, Access access) {
        missions.lockTheAir();
        if (airspaces.countOthers(code) >= MAX_AIRSPACES)
            throw new ProblemException(ProblemType.CONFLICT, "At most " + MAX_AIRSPACES + " airspaces.");
        audit.allowedTogether(caller, access);
        boolean created = airspaces.put(code, input, areaWkb);
        String because = "It crosses " + input.name() + " (" + code + ").";
        tell(
                missions.suspendCrossing(code, because, clock.instant().truncatedTo(ChronoUnit.MICROS)),
                because,
                caller,
                access);
        return created;
    }

    /** In three statements, however many: nobody else files while the air is locked. */
    private void tell(List<Mission> suspended, String because, Caller caller, Access access) {
        Map<String, Camera> drones =
                cameras
                        .findAll(suspended.stream()
                                .map(Mission::cameraId)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(Camera::cameraId, Function.identity()));
        List<Access> suspensions = new ArrayList<>();
        List<CameraHistory.Warning> warnings = new ArrayList<>();
        for (Mission mission : suspended) {
            Camera drone = drones.get(mission.cameraId());
            if (drone == null) continue;
            suspensions.add(Access.to("mission.suspend", "camera", drone.cameraId())
                    .in(drone.districtCode())
                    .because(because, null, null)
                    .from(access.sourceAddress()));
            warnings.add(new CameraHistory.Warning(
                    drone, "airspace", "The flight filed for " + mission.from() + " is suspended. " + because));
        }
        audit.allowedTogether(caller, suspensions);
        history.warn(warnings, caller.subject());
    }
}
