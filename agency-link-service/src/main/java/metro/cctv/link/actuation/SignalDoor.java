package metro.cctv.link.actuation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.actuation.SignalPriorities.SignalPriority;
import metro.cctv.link.incident.IncidentRoles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the centre decides on what engines ask for. */
@RestController
@RequestMapping("/api/link/signal-priorities")
class SignalDoor {
    private final SignalPriorities priorities;

    SignalDoor(SignalPriorities priorities) {
        this.priorities = priorities;
    }

    record Requests(List<SignalPriority> items) {}

    /** Those that wait and those that run, of the caller's districts. */
    @GetMapping
    Requests open(Caller caller) {
        IncidentRoles.requireReader(caller);
        return new Requests(priorities.open(caller));
    }

    @PostMapping("/{requestId}/confirm")
    SignalPriority confirm(Caller caller, @PathVariable UUID requestId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return priorities.decide(caller, requestId, true, request.getRemoteAddr());
    }

    @PostMapping("/{requestId}/refuse")
    SignalPriority refuse(Caller caller, @PathVariable UUID requestId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return priorities.decide(caller, requestId, false, request.getRemoteAddr());
    }

    @PostMapping("/{requestId}/release")
    SignalPriority release(Caller caller, @PathVariable UUID requestId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return priorities.release(caller, requestId, request.getRemoteAddr());
    }
}
