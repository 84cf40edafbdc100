package metro.cctv.registry.camera;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.secret.CameraSecrets;
import metro.cctv.registry.secret.Credentials;
import metro.cctv.registry.secret.SealedCredentials;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A camera's log-in goes in here and never comes out again: for those who run cameras. */
@RestController
@RequestMapping("/api/cameras/{cameraId}/credentials")
class CredentialsController {
    private final Cameras cameras;
    private final CameraService service;
    private final CameraSecrets secrets;
    private final AuditTrail audit;

    CredentialsController(Cameras cameras, CameraService service, CameraSecrets secrets, AuditTrail audit) {
        this.cameras = cameras;
        this.service = service;
        this.secrets = secrets;
        this.audit = audit;
    }

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(
            @PathVariable String cameraId,
            @Valid @RequestBody Credentials credentials,
            Caller caller,
            HttpServletRequest request) {
        Camera camera = cameras.getForWriting(cameraId, caller);
        if (camera.state() == CameraState.RETIRED)
            throw new ProblemException(ProblemType.CONFLICT, "The camera is retired.");
        SealedCredentials sealed = secrets.seal(cameraId, credentials);
        change("camera.credentials.set", camera, sealed, caller, request);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String cameraId, Caller caller, HttpServletRequest request) {
        change("camera.credentials.remove", cameras.getForWriting(cameraId, caller), null, caller, request);
    }

    private void change(
            String action,
            Camera camera,
            @Nullable SealedCredentials sealed,
            Caller caller,
            HttpServletRequest request) {
        audit.allowed(
                caller,
                Access.to(action, "camera", camera.cameraId())
                        .in(camera.districtCode())
                        .from(request.getRemoteAddr()));
        service.changeCredentials(camera.cameraId(), sealed, caller);
    }
}
