package metro.cctv.link.emergency;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Capability;
import metro.cctv.link.emergency.Emergencies.EmergencyUse;
import metro.cctv.link.emergency.Emergencies.Verdict;
import metro.cctv.link.incident.IncidentRoles;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The emergency exception: a life is at stake in a district that is not one's own. */
@RestController
@RequestMapping("/api/link/emergencies")
class EmergencyController {
    private final Emergencies emergencies;

    EmergencyController(Emergencies emergencies) {
        this.emergencies = emergencies;
    }

    record UseEmergency(
            @NotBlank @Size(min = 10, max = 500) String reason,
            @NotNull Double lon,
            @NotNull Double lat) {}

    record Review(
            @NotNull Verdict verdict,
            @NotBlank @Size(max = 500) String note) {}

    record EmergencyList(List<EmergencyUse> items) {}

    /** Pictures at once, for fifteen minutes and not a second more. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    EmergencyUse use(Caller caller, @Valid @RequestBody UseEmergency body, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return emergencies.use(caller, body.reason(), body.lon(), body.lat(), request.getRemoteAddr());
    }

    /** Newest first; {@code reviewed=false} are those that wait for another person. */
    @GetMapping
    EmergencyList list(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean reviewed,
            @RequestParam(defaultValue = "100") int limit) {
        caller.require(Capability.REVIEW_EMERGENCIES);
        return new EmergencyList(emergencies.list(caller, reviewed, Math.clamp(limit, 1, 500)));
    }

    @PostMapping("/{emergencyId}/review")
    EmergencyUse review(
            Caller caller,
            @PathVariable UUID emergencyId,
            @Valid @RequestBody Review body,
            HttpServletRequest request) {
        caller.require(Capability.REVIEW_EMERGENCIES);
        return emergencies.review(caller, emergencyId, body.verdict(), body.note(), request.getRemoteAddr());
    }
}
