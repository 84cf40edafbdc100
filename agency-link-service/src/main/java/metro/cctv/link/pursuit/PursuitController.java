package metro.cctv.link.pursuit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.incident.CentreIncidents;
import metro.cctv.link.incident.Incident;
import metro.cctv.link.incident.IncidentRoles;
import metro.cctv.link.incident.IncidentSteps;
import metro.cctv.link.incident.IncidentView;
import metro.cctv.link.incident.Incidents;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the centre follows the target of an incident, and says where it has seen it. */
@RestController
@RequestMapping("/api/incidents/{id}")
class PursuitController {
    private final CentreIncidents centre;
    private final Incidents incidents;
    private final IncidentSteps steps;
    private final Pursuits pursuits;

    PursuitController(CentreIncidents centre, Incidents incidents, IncidentSteps steps, Pursuits pursuits) {
        this.centre = centre;
        this.incidents = incidents;
        this.steps = steps;
        this.pursuits = pursuits;
    }

    record SeenHere(@NotNull Double lon, @NotNull Double lat) {}

    /** Of one that is over only the place of the report is left: nobody follows, and no camera is named. */
    @GetMapping("/pursuit")
    Pursuits.Pursuit pursuit(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        return pursuits.of(centre.own(caller, id));
    }

    /** Seen on a screen of the centre: the cameras follow, also into other districts, but no faster than a car. */
    @PostMapping("/sightings")
    IncidentView seen(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody SeenHere body, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        Incident incident = centre.own(caller, id);
        String agency = incident.facts().agency();
        if (agency != null && incident.has(agency))
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Agency " + agency + " says where the target of its own case is.");
        incidents.districtAt(body.lon(), body.lat()); // or it lies outside of the city
        pursuits.requireReach(incident, body.lon(), body.lat());
        return incidents.view(centre.step(
                caller,
                id,
                "incident.sighting",
                request.getRemoteAddr(),
                () -> steps.move(id, body.lon(), body.lat(), "target.moved", "", caller.subject())));
    }
}
