package metro.cctv.registry.moving;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.camera.Mobility;
import metro.cctv.registry.geojson.Shape;
import metro.cctv.registry.geojson.ShapeRule;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Flights of drones: filed before they begin, refused when they cross restricted airspace, suspended when they come to. */
@RestController
@RequestMapping("/api/cameras/{cameraId}/missions")
class MissionController {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final ShapeRule.Limits WAY = new ShapeRule.Limits(EnumSet.of(Shape.Type.LINE_STRING), 1_000, 1);

    private final Cameras cameras;
    private final Flights flights;
    private final MissionStore missions;
    private final Clock clock;

    MissionController(Cameras cameras, Flights flights, MissionStore missions, Clock clock) {
        this.cameras = cameras;
        this.flights = flights;
        this.missions = missions;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<Mission> file(
            @PathVariable String cameraId,
            @Valid @RequestBody MissionInput input,
            Caller caller,
            HttpServletRequest request) {
        Camera camera = drone(cameraId, caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (input.to().isBefore(now)) throw wrong("to: the flight would be over already");
        byte[] way = way(input.way());
        Mission mission = new Mission(
                UUID.randomUUID(),
                cameraId,
                input.way().toString(),
                input.heightM(),
                input.from(),
                input.to(),
                caller.subject(),
                now,
                null,
                null);
        Access access = Access.to("mission.file", "camera", cameraId)
                .in(camera.districtCode())
                .from(request.getRemoteAddr());
        flights.file(mission, way, caller, access);
        return ResponseEntity.status(HttpStatus.CREATED).body(mission);
    }

    /** The latest hundred. */
    @GetMapping
    Page<Mission> list(@PathVariable String cameraId, Caller caller) {
        cameras.getWithPast(cameraId, caller);
        return new Page<>(missions.list(cameraId, 100), null);
    }

    private Camera drone(String cameraId, Caller caller) {
        Camera camera = PoseController.moving(cameras.getForWriting(cameraId, caller));
        if (camera.facts().mobility().kind() != Mobility.Kind.DRONE) throw wrong("mobility: only a DRONE flies");
        return camera;
    }

    private static byte[] way(JsonNode way) {
        try {
            return ShapeRule.read(way, WAY).wkb();
        } catch (IllegalArgumentException e) {
            throw wrong("way: " + e.getMessage());
        }
    }

    private static ProblemException wrong(String words) {
        return new ProblemException(ProblemType.INVALID_FIELD, words + ".");
    }

    /** @param way GeoJSON LineString of 2 to 1,000 positions */
    record MissionInput(
            @NotNull(message = "is needed: a GeoJSON LineString")
            JsonNode way,

            @NotNull(message = "is needed: metres above the ground")
            Double heightM,

            @NotNull(message = "is needed") Instant from,
            @NotNull(message = "is needed") Instant to) {
        MissionInput {
            if (heightM != null) Require.within("heightM", heightM, 0, 1000);
            if (from != null && to != null) {
                if (!from.isBefore(to)) throw new IllegalArgumentException("to: after from, was " + to);
                if (from.plus(LONGEST).isBefore(to))
                    throw new IllegalArgumentException("to: at most 24 hours after from, was " + to);
            }
        }
    }
}
