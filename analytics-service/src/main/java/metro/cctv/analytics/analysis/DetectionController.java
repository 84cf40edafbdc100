package metro.cctv.analytics.analysis;

import jakarta.servlet.http.HttpServletRequest;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.camera.ViewRight;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The boxes for a live picture. */
@RestController
class DetectionController {
    private final DetectionStreams streams;
    private final CameraDirectory cameras;
    private final ViewRight right;

    DetectionController(DetectionStreams streams, CameraDirectory cameras, ViewRight right) {
        this.streams = streams;
        this.cameras = cameras;
        this.right = right;
    }

    /** Server-sent events named {@code detection}; data is {@code ObjectsDetected}. */
    @GetMapping(path = "/api/live/{cameraId}/detections", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter detections(@PathVariable String cameraId, Caller caller, HttpServletRequest request) {
        CameraConfigured camera = cameras.find(cameraId)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such camera."));
        Access access = Access.to("live.detections", "camera", cameraId)
                .in(camera.districtCode())
                .from(request.getRemoteAddr());
        right.require(caller, cameraId, camera.districtCode(), access);
        return streams.open(
                cameraId,
                () -> cameras.find(cameraId)
                        .filter(now -> right.holds(caller, cameraId, now.districtCode()))
                        .isPresent());
    }
}
