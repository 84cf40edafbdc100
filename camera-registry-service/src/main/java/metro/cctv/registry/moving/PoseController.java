package metro.cctv.registry.moving;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.JsonRefusal;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.Cameras;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Poses of moving cameras. A service's stream of poses is its own record (who said it stands in each row). */
@RestController
class PoseController {
    private static final int MAX_LISTED = 10_000;
    private static final Duration USUAL_SPAN = Duration.ofHours(1);

    private final Cameras cameras;
    private final Moves moves;
    private final PoseStore poses;
    private final MovingProperties properties;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    PoseController(
            Cameras cameras,
            Moves moves,
            PoseStore poses,
            MovingProperties properties,
            AuditTrail audit,
            JsonMapper json,
            Clock clock) {
        this.cameras = cameras;
        this.moves = moves;
        this.poses = poses;
        this.properties = properties;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping("/api/cameras/{cameraId}/pose")
    ResponseEntity<Void> add(
            @PathVariable String cameraId,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            description = "A pose, or an array of up to 1,000",
                            content = @Content(schema = @Schema(implementation = Pose.class)))
                    @RequestBody
                    JsonNode body,
            Caller caller,
            HttpServletRequest request) {
        Camera camera = moving(cameras.getForWriting(cameraId, caller));
        List<Pose> given = read(body);
        PoseRule.objection(given, clock.instant(), properties.aheadAtMost(), properties.keepPoses())
                .ifPresent(words -> {
                    throw new ProblemException(ProblemType.INVALID_FIELD, words + ".");
                });
        if (caller.role() != Role.SERVICE)
            audit.allowed(
                    caller,
                    Access.to("camera.pose", "camera", cameraId)
                            .in(camera.districtCode())
                            .from(request.getRemoteAddr()));
        moves.add(camera, given, caller.subject());
        return ResponseEntity.noContent().build();
    }

    /** In order of time, by default of the last hour; {@code next} is the {@code from} of what follows. */
    @GetMapping("/api/cameras/{cameraId}/poses")
    PoseList list(
            @PathVariable String cameraId,
            @RequestParam @Nullable Instant from,
            @RequestParam @Nullable Instant to,
            @RequestParam(defaultValue = "1000") int limit,
            Caller caller) {
        cameras.getWithPast(cameraId, caller);
        Instant until = to == null ? clock.instant().plus(properties.aheadAtMost()) : to;
        Instant since = from == null ? until.minus(USUAL_SPAN) : from;
        if (since.isAfter(until)) throw new ProblemException(ProblemType.INVALID_FIELD, "to: not before from.");
        int wanted = Math.clamp(limit, 1, MAX_LISTED);
        List<Pose> found = poses.list(cameraId, since, until, wanted + 1);
        return found.size() <= wanted
                ? new PoseList(found, null)
                : new PoseList(found.subList(0, wanted), found.getLast().at());
    }

    static Camera moving(Camera camera) {
        if (!camera.facts().mobility().moves())
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "mobility: only a DRONE or VEHICLE moves; this camera is FIXED.");
        if (camera.state() == CameraState.RETIRED)
            throw new ProblemException(ProblemType.CONFLICT, "The camera is retired.");
        return camera;
    }

    private List<Pose> read(JsonNode body) {
        if (!body.isArray()) return List.of(pose(body));
        if (body.size() > PoseRule.MAX_POSES)
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "poses: 1 to " + PoseRule.MAX_POSES + ", were " + body.size() + ".");
        List<Pose> read = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            try {
                read.add(pose(body.get(i)));
            } catch (ProblemException e) {
                throw new ProblemException(e.type(), "[" + i + "]." + e.detail());
            }
        }
        return read;
    }

    private Pose pose(JsonNode node) {
        if (!node.isObject())
            throw new ProblemException(ProblemType.BAD_REQUEST, "pose: an object with at, lon and lat.");
        try {
            return json.treeToValue(node, Pose.class);
        } catch (DatabindException e) {
            throw JsonRefusal.of(e);
        }
    }

    record PoseList(List<Pose> items, @Nullable Instant next) {}
}
