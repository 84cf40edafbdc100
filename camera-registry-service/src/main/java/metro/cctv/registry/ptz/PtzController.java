package metro.cctv.registry.ptz;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.registry.ptz.PtzView.PresetView;
import metro.cctv.registry.ptz.Steering.Hand;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pan, tilt, zoom of one camera. */
@RestController
@RequestMapping("/api/cameras/{cameraId}")
class PtzController {
    private final SteeredCameras cameras;
    private final SteererRights rights;
    private final Steering steering;
    private final HeadDesk desk;

    PtzController(SteeredCameras cameras, SteererRights rights, Steering steering, HeadDesk desk) {
        this.cameras = cameras;
        this.rights = rights;
        this.steering = steering;
        this.desk = desk;
    }

    record NewPreset(@Nullable String name) {}

    /** @param account called {@code for} outside */
    record NewPermit(
            @com.fasterxml.jackson.annotation.JsonProperty("for") @Nullable
            String account,

            @Nullable Integer minutes,
            @Nullable String reason) {}

    record PermitView(
            UUID permitId,

            @com.fasterxml.jackson.annotation.JsonProperty("for")
            String account,

            Instant from,
            Instant until,
            String reason,
            String grantedBy) {}

    record Presets(List<PresetView> items) {}

    @GetMapping("/ptz")
    PtzView state(@PathVariable String cameraId, Caller caller) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.see(caller, camera);
        return desk.view(camera, caller);
    }

    @PostMapping("/ptz")
    PtzView command(
            @PathVariable String cameraId, @RequestBody PtzRequest body, Caller caller, HttpServletRequest request) {
        SteeredCamera camera = cameras.get(cameraId);
        steering.command(camera, body, hand(caller, request));
        return desk.after(camera, caller);
    }

    @DeleteMapping("/ptz/lease")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String cameraId, Caller caller, HttpServletRequest request) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.see(caller, camera);
        steering.release(camera, hand(caller, request));
    }

    @GetMapping("/presets")
    Presets presets(@PathVariable String cameraId, Caller caller) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.see(caller, camera);
        return new Presets(desk.presetsOf(camera).stream().map(PresetView::of).toList());
    }

    @PostMapping("/presets")
    ResponseEntity<PresetView> keep(
            @PathVariable String cameraId, @RequestBody NewPreset body, Caller caller, HttpServletRequest request) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.keepPresets(caller, camera);
        Preset kept = desk.keep(camera, body.name(), hand(caller, request));
        String token = URLEncoder.encode(kept.token(), StandardCharsets.UTF_8).replace("+", "%20");
        return ResponseEntity.created(URI.create("/api/cameras/" + cameraId + "/presets/" + token))
                .body(PresetView.of(kept));
    }

    @DeleteMapping("/presets/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable String cameraId, @PathVariable String token, Caller caller, HttpServletRequest request) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.keepPresets(caller, camera);
        desk.drop(camera, token, hand(caller, request));
    }

    @PutMapping("/ptz/settings")
    PtzView set(
            @PathVariable String cameraId, @RequestBody HeadSettings body, Caller caller, HttpServletRequest request) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.setUp(caller, camera);
        desk.set(camera, body, hand(caller, request));
        return desk.after(camera, caller);
    }

    @PostMapping("/ptz/permits")
    @ResponseStatus(HttpStatus.CREATED)
    PermitView permit(
            @PathVariable String cameraId, @RequestBody NewPermit body, Caller caller, HttpServletRequest request) {
        SteeredCamera camera = cameras.get(cameraId);
        rights.permit(caller, camera);
        Permits.Permit p = desk.permit(camera, body.account(), body.minutes(), body.reason(), hand(caller, request));
        return new PermitView(p.permitId(), p.account(), p.from(), p.until(), p.reason(), p.grantedBy());
    }

    private static Hand hand(Caller caller, HttpServletRequest request) {
        return new Hand(caller, request.getRemoteAddr());
    }
}
