package metro.cctv.ingest.relay;

import jakarta.servlet.http.HttpServletRequest;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.ingest.frame.FramePipeline.Snapshot;
import metro.cctv.ingest.relay.LiveDoor.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The picture in which a camera was found not to see. In memory alone, with the right to see the camera live: a picture on
 * the recorder's disk would be the only one that is not sealed (ADR 0046).
 */
@RestController
public final class SightController {
    private final LiveDoor door;

    public SightController(LiveDoor door) {
        this.door = door;
    }

    @GetMapping("/api/live/{cameraId:[A-Z0-9][A-Z0-9-]{2,31}}/sight.jpg")
    ResponseEntity<byte[]> evidence(
            @PathVariable String cameraId,
            @RequestParam(required = false) @Nullable String ticket,
            HttpServletRequest request) {
        var camera = door.openRepeated(Viewer.of(cameraId, ticket, request.getRemoteAddr()));
        Snapshot evidence = camera.pictures().sight().evidence();
        if (evidence == null)
            throw new ProblemException(ProblemType.NOT_FOUND, "Nothing was found of this camera's sight.");
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Captured-At", evidence.at().toString())
                .body(evidence.jpeg());
    }
}
