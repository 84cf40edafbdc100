package metro.cctv.link.incident;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import java.util.function.Supplier;
import metro.cctv.chassis.door.Caller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The steps of an incident that people of the centre take. Each answers the incident as it then is. */
@RestController
@RequestMapping("/api/incidents/{id}")
class IncidentStepController {
    private final Incidents incidents;
    private final IncidentSteps steps;
    private final CentreIncidents centre;

    IncidentStepController(Incidents incidents, IncidentSteps steps, CentreIncidents centre) {
        this.incidents = incidents;
        this.steps = steps;
        this.centre = centre;
    }

    /** @param agency e.g. 112 */
    record WithAgency(@NotBlank @Size(max = 32) String agency) {}

    record Transfer(
            @NotBlank @Size(max = 32) String agency,
            @NotBlank @Size(max = 500) String reason) {}

    record Words(@NotBlank @Size(max = 500) String reason) {}

    record ChangeCode(
            @NotNull @Min(0) @Max(4) Integer code,
            @NotBlank @Size(max = 500) String reason) {}

    record Check(@NotNull Boolean done) {}

    record Note(@NotBlank @Size(max = 2000) String text) {}

    @PostMapping("/confirm")
    IncidentView confirm(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        return step(caller, id, "incident.confirm", request, () -> steps.confirm(id, caller.subject()));
    }

    /** Shares it, or prolongs what is shared. */
    @PostMapping("/agencies")
    IncidentView share(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody WithAgency body, HttpServletRequest request) {
        return step(caller, id, "incident.share", request, () -> steps.share(id, body.agency(), caller.subject()));
    }

    @DeleteMapping("/agencies/{agency}")
    IncidentView unshare(
            Caller caller, @PathVariable UUID id, @PathVariable String agency, HttpServletRequest request) {
        return step(caller, id, "incident.unshare", request, () -> steps.unshare(id, agency, caller.subject()));
    }

    @PostMapping("/join")
    IncidentView join(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody WithAgency body, HttpServletRequest request) {
        return step(caller, id, "incident.join", request, () -> steps.joinAgency(id, body.agency(), caller.subject()));
    }

    @PostMapping("/transfer")
    IncidentView transfer(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody Transfer body, HttpServletRequest request) {
        return step(
                caller,
                id,
                "incident.transfer",
                request,
                () -> steps.transfer(id, body.agency(), body.reason(), caller.subject()));
    }

    @PostMapping("/respond")
    IncidentView respond(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody Words body, HttpServletRequest request) {
        return step(caller, id, "incident.respond", request, () -> steps.respond(id, body.reason(), caller.subject()));
    }

    @PostMapping("/arrive")
    IncidentView arrive(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody Words body, HttpServletRequest request) {
        return step(caller, id, "incident.arrive", request, () -> steps.arrive(id, body.reason(), caller.subject()));
    }

    @PostMapping("/wide-area")
    IncidentView widen(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody Words body, HttpServletRequest request) {
        return step(caller, id, "incident.widen", request, () -> steps.widen(id, body.reason(), caller.subject()));
    }

    @PostMapping("/code")
    IncidentView changeCode(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody ChangeCode body, HttpServletRequest request) {
        return step(
                caller,
                id,
                "incident.code",
                request,
                () -> steps.changeCode(id, body.code(), body.reason(), caller.subject()));
    }

    /** I work on it now. */
    @PostMapping("/take")
    IncidentView take(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        return step(caller, id, "incident.take", request, () -> steps.take(id, caller.subject()));
    }

    @PutMapping("/checklist/{item}")
    IncidentView check(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable String item,
            @Valid @RequestBody Check body,
            HttpServletRequest request) {
        return step(caller, id, "incident.check", request, () -> steps.check(id, item, body.done(), caller.subject()));
    }

    @PostMapping("/notes")
    IncidentView note(Caller caller, @PathVariable UUID id, @Valid @RequestBody Note body, HttpServletRequest request) {
        return step(caller, id, "incident.note", request, () -> {
            incidents.note(id, caller.subject(), "incident.note", ReporterDataRule.without(body.text()));
            return centre.own(caller, id);
        });
    }

    private IncidentView step(
            Caller caller, UUID id, String action, HttpServletRequest request, Supplier<Incident> step) {
        IncidentRoles.requireWorker(caller);
        return incidents.view(centre.step(caller, id, action, request.getRemoteAddr(), step));
    }
}
