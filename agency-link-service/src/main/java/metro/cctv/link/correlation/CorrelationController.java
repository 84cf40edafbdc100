package metro.cctv.link.correlation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.correlation.JoinStore.Joined;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.IncidentRoles;
import metro.cctv.link.incident.ReporterDataRule;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What belongs to an incident, and why; and what does not after all. */
@RestController
@RequestMapping("/api/incidents/{id}/joined")
class CorrelationController {
    private final Correlation correlation;
    private final JoinStore store;
    private final CentreIncidents centre;

    CorrelationController(Correlation correlation, JoinStore store, CentreIncidents centre) {
        this.correlation = correlation;
        this.store = store;
        this.centre = centre;
    }

    /** @param partOf the older incident that this one was joined to */
    record Belonging(@Nullable Joined partOf, List<Joined> items) {}

    record TakeOut(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    Belonging joined(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        centre.own(caller, id);
        return new Belonging(store.whole(id).orElse(null), store.of(id));
    }

    @PostMapping("/{joinId}/take-out")
    Joined takeOut(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID joinId,
            @Valid @RequestBody TakeOut body,
            HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return correlation.takeOut(
                caller, id, joinId, ReporterDataRule.without(body.reason()), request.getRemoteAddr());
    }
}
