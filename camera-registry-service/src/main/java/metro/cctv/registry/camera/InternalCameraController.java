package metro.cctv.registry.camera;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.secret.CameraSecrets;
import metro.cctv.registry.secret.Credentials;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** For our own services; the door lets nobody else in. */
@RestController
@RequestMapping("/internal/cameras")
class InternalCameraController {
    private static final int BATCH_ROWS = 1_000;

    private final CameraReader reader;
    private final CameraStore store;
    private final Cameras cameras;
    private final CameraSecrets secrets;
    private final AuditTrail audit;
    private final JsonMapper json;

    InternalCameraController(
            CameraReader reader,
            CameraStore store,
            Cameras cameras,
            CameraSecrets secrets,
            AuditTrail audit,
            JsonMapper json) {
        this.reader = reader;
        this.store = store;
        this.cameras = cameras;
        this.secrets = secrets;
        this.audit = audit;
        this.json = json;
    }

    /** All but the retired, written as they are read: 200,000 cameras do not fit into this service's memory at once. */
    @GetMapping
    @ApiResponse(
            responseCode = "200",
            description = "{\"items\": [...], \"next\": null}",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            array = @ArraySchema(schema = @Schema(implementation = CameraConfigured.class))))
    void all(@RequestParam @Nullable String district, HttpServletResponse response) throws IOException {
        var filter = CameraFilter.of(district);
        List<Camera> batch = store.list(filter, null, BATCH_ROWS);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writeArrayPropertyStart("items");
            while (!batch.isEmpty()) {
                for (Camera camera : batch) out.writePOJO(camera.configured());
                batch = batch.size() < BATCH_ROWS
                        ? List.of()
                        : store.list(filter, batch.getLast().cameraId(), BATCH_ROWS);
            }
            out.writeEndArray();
            out.writeNullProperty("next");
            out.writeEndObject();
        }
    }

    /** 404 when the camera asks for no log-in. Every reading is a row in the ledger. */
    @GetMapping("/{cameraId}/credentials")
    ResponseEntity<Credentials> credentials(@PathVariable String cameraId, Caller caller, HttpServletRequest request) {
        Camera camera = cameras.get(cameraId);
        audit.allowed(
                caller,
                Access.to("camera.credentials.read", "camera", cameraId)
                        .in(camera.districtCode())
                        .from(request.getRemoteAddr()));
        Credentials credentials = secrets.find(cameraId)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "Camera " + cameraId + " has no credentials."));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(credentials);
    }
}
