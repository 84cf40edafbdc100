package metro.cctv.analytics.alert;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import metro.cctv.analytics.alert.AlertStore.Evidence;
import metro.cctv.analytics.camera.ViewRight;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The evidence frame, without boxes: what the camera saw, not what we make of it. */
@RestController
class EvidenceController {
    private final AlertStore alerts;
    private final ViewRight right;

    EvidenceController(AlertStore alerts, ViewRight right) {
        this.alerts = alerts;
        this.right = right;
    }

    @GetMapping(path = "/api/alerts/{alertId}/frame.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> frame(@PathVariable UUID alertId, Caller caller, HttpServletRequest request) {
        Evidence evidence = alerts.findEvidence(alertId)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such alert."));
        Access access = Access.to("alert.frame.view", "alert", alertId.toString())
                .in(evidence.districtCode())
                .from(request.getRemoteAddr());
        right.require(caller, evidence.cameraId(), evidence.districtCode(), access);
        byte[] jpeg = evidence.jpeg();
        if (jpeg == null)
            throw new ProblemException(
                    ProblemType.DESTROYED, "The evidence frame was destroyed when its time was over.");
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(jpeg);
    }
}
