package metro.cctv.registry.camera;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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
    private final CameraService cameras;
    private final CameraPatch patches;
    private final AuditTrail audit;

    CameraController(CameraReader reader, CameraService cameras, CameraPatch patches, AuditTrail audit) {
        this.reader = reader;
        this.cameras = cameras;
        this.patches = patches;
        this.audit = audit;
    }

    @GetMapping
    Page<CameraView> list(
            @RequestParam @Nullable String district,
            @RequestParam @Nullable CameraState state,
            @RequestParam @Size(max = 100) @Nullable String q,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        return reader.list(new CameraFilter(district, state, q), cursor, limit, caller);
    }

    @GetMapping("/{cameraId}")
    CameraView get(@PathVariable String cameraId, Caller caller) {
        return reader.view(reader.camera(cameraId), caller);
    }

    @PostMapping
    ResponseEntity<CameraView> register(
            @Valid @RequestBody CameraInput input, Caller caller, HttpServletRequest request) {
        if (!CameraRightsRule.mayWrite(caller.role())) throw forbidden();
        if (!CameraRightsRule.isWithinReach(caller.role(), caller.districts(), input.districtCode()))
            throw new ProblemException(ProblemType.FORBIDDEN, "districtCode: not one of yours.");
        cameras.check(input);
        audit.allowed(caller, access("camera.create", input.cameraId(), input.districtCode(), request));
        CameraView view = reader.view(cameras.register(input), caller);
        return ResponseEntity.created(URI.create("/api/cameras/" + view.cameraId()))
                .body(view);
    }

    @PatchMapping("/{cameraId}")
    CameraView change(
            @PathVariable String cameraId, @RequestBody ObjectNode patch, Caller caller, HttpServletRequest request) {
        Camera before = forWriting(cameraId, caller);
        CameraPatch.Patched patched = patches.apply(before, patch);
        CameraInput input = patched.input();
        if (!CameraRightsRule.isWithinReach(caller.role(), caller.districts(), input.districtCode()))
            throw new ProblemException(ProblemType.FORBIDDEN, "districtCode: not one of yours.");
        cameras.check(input);
        audit.allowed(caller, access("camera.change", cameraId, before.districtCode(), request));
        return reader.view(cameras.change(input, patched.changesCredentials(), patched.seenVersion()), caller);
    }

    @DeleteMapping("/{cameraId}")
    ResponseEntity<Void> retire(@PathVariable String cameraId, Caller caller, HttpServletRequest request) {
        Camera camera = forWriting(cameraId, caller);
        audit.allowed(caller, access("camera.retire", cameraId, camera.districtCode(), request));
        cameras.retire(cameraId);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{cameraId}/zones")
    List<Zone> zones(@PathVariable String cameraId) {
        return reader.camera(cameraId).zones();
    }

    @PutMapping("/{cameraId}/zones")
    List<Zone> drawZones(
            @PathVariable String cameraId,
            @RequestBody @Size(max = 16) List<Zone> zones,
            Caller caller,
            HttpServletRequest request) {
        if (!CameraRightsRule.mayDrawZones(caller.role())) throw forbidden();
        Camera camera = withinReach(cameraId, caller);
        audit.allowed(caller, access("zone.change", cameraId, camera.districtCode(), request));
        return cameras.drawZones(cameraId, zones, camera.version()).zones();
    }

    private Camera forWriting(String cameraId, Caller caller) {
        if (!CameraRightsRule.mayWrite(caller.role())) throw forbidden();
        return withinReach(cameraId, caller);
    }

    private Camera withinReach(String cameraId, Caller caller) {
        Camera camera = reader.camera(cameraId);
        if (!CameraRightsRule.isWithinReach(caller.role(), caller.districts(), camera.districtCode()))
            throw CameraService.noSuch(cameraId);
        return camera;
    }

    private static ProblemException forbidden() {
        return new ProblemException(ProblemType.FORBIDDEN, "This role may not do that.");
    }

    private static Access access(String action, String cameraId, String district, HttpServletRequest request) {
        return Access.to(action, "camera", cameraId).in(district).from(request.getRemoteAddr());
    }
}
