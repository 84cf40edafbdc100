package metro.cctv.link.vulnerable;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.actuation.Streetlights;
import metro.cctv.link.incident.IncidentFacts;
import metro.cctv.link.incident.IncidentRoles;
import metro.cctv.link.incident.Incidents;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** More light where the person is, while the alarm is open. */
@RestController
@RequestMapping("/api/link/vulnerable/{alarmId}/streetlights")
class AlarmLightController {
    private final Alarms alarms;
    private final Incidents incidents;
    private final Streetlights lights;

    AlarmLightController(Alarms alarms, Incidents incidents, Streetlights lights) {
        this.alarms = alarms;
        this.incidents = incidents;
        this.lights = lights;
    }

    /** Again, when the person has moved: the light follows. */
    @PostMapping
    Streetlights.Light on(Caller caller, @PathVariable UUID alarmId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        Alarm alarm = alarms.own(caller, alarmId);
        Double lon = alarm.lon();
        Double lat = alarm.lat();
        if (lon == null || lat == null) throw new ProblemException(ProblemType.CASE_CLOSED, "The alarm is over.");
        incidents.note(alarm.incidentId(), caller.subject(), "streetlight.bright", "");
        IncidentFacts facts = incidents.find(alarm.incidentId()).orElseThrow().facts();
        return lights.on(caller, alarm.incidentId(), facts.districtCode(), lon, lat, request.getRemoteAddr());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void off(Caller caller, @PathVariable UUID alarmId, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        lights.off(caller, alarms.own(caller, alarmId).incidentId(), request.getRemoteAddr());
    }
}
