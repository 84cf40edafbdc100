package metro.cctv.registry.camera;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.By.What;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/cameras}: reading for everyone with an account, writing for those who run cameras. */
@RestController
@RequestMapping("/api/cameras")
class CameraController {
    private final CameraReader reader;
    private final Cameras cameras;
    private final CameraService service;
    private final CameraPatch patches;
    private final AuditTrail audit;

    CameraController(
            CameraReader reader, Cameras cameras, CameraService service, CameraPatch patches, AuditTrail audit) {
        this.reader = reader;
        this.cameras = cameras;
        this.service = service;
        this.patches = patches;
        this.audit = audit;
    }

    @GetMapping
    Page<CameraView> list(
            @RequestParam @Nullable String district,
            @RequestParam @Nullable CameraState state,
            @RequestParam @Nullable CameraPurpose purpose,
            @RequestParam @Size(max = 200) @Nullable String agency,
            @RequestParam Mobility.@Nullable Kind mobility,
            @RequestParam CameraHealth.@Nullable State health,
            @RequestParam @Size(max = 100) @Nullable String q,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        return reader.list(
                new CameraFilter(district, state, purpose, agency, mobility, health, q), cursor, limit, caller);
    }

    @GetMapping("/{cameraId}")
    CameraView get(@PathVariable String cameraId, Caller caller) {
        return cameras.view(cameras.get(cameraId), caller);
    }

    @PostMapping
    ResponseEntity<CameraView> register(
            @Valid @RequestBody CameraInput input, Caller caller, HttpServletRequest request) {
        CameraRightsRule.requireWriter(caller);
        if (!CameraRightsRule.isWithinReach(caller.role(), caller.districts(), input.districtCode()))
            throw new ProblemException(ProblemType.FORBIDDEN, "districtCode: not one of yours.");
        service.check(input, null);
        audit.allowed(caller, access("camera.create", input.cameraId(), input.districtCode(), request));
        CameraView view = cameras.view(service.register(input, service.seal(input), caller), caller);
        return ResponseEntity.created(URI.create("/api/cameras/" + view.cameraId()))
                .body(view);
    }

    @PatchMapping("/{cameraId}")
    CameraView change(
            @PathVariable String cameraId, @RequestBody ObjectNode patch, Caller caller, HttpServletRequest request) {
        Camera before = cameras.getForWriting(cameraId, caller);
        CameraInput input = patches.apply(before, patch);
        if (!CameraRightsRule.isWithinReach(caller.role(), caller.districts(), input.districtCode()))
            throw new ProblemException(ProblemType.FORBIDDEN, "districtCode: not one of yours.");
        service.check(input, before);
        audit.allowed(caller, access("camera.change", cameraId, before.districtCode(), request));
        return cameras.view(
                service.change(cameraId, patch, service.seal(input), CameraPatch.seenVersion(patch), caller), caller);
    }

    @PostMapping("/{cameraId}/state")
    CameraView move(
            @PathVariable String cameraId, @Valid @RequestBody Step step, Caller caller, HttpServletRequest request) {
        Camera before = cameras.getForWriting(cameraId, caller);
        audit.allowed(caller, access("camera.state", cameraId, before.districtCode(), request));
        By by = By.caller(caller, What.STATE).because(step.reason());
        return cameras.view(service.move(cameraId, step.to(), by), caller);
    }

    @DeleteMapping("/{cameraId}")
    ResponseEntity<Void> retire(@PathVariable String cameraId, Caller caller, HttpServletRequest request) {
        Camera camera = cameras.getForWriting(cameraId, caller);
        audit.allowed(caller, access("camera.retire", cameraId, camera.districtCode(), request));
        service.move(cameraId, CameraState.RETIRED, By.caller(caller, What.STATE));
        return ResponseEntity.noContent().build();
    }

    private static Access access(String action, String cameraId, String district, HttpServletRequest request) {
        return Access.to(action, "camera", cameraId).in(district).from(request.getRemoteAddr());
    }

    /** @param reason why, for the history; the camera keeps it while it is suspended or retired */
    record Step(
            @NotNull(message = "PLANNED, ACTIVE, SUSPENDED or RETIRED")
            CameraState to,

            @Size(max = 500, message = "at most 500 characters") @Nullable
            String reason) {}
}
