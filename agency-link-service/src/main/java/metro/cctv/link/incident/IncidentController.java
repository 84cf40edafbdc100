package metro.cctv.link.incident;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.incident.IncidentSteps.Correction;
import metro.cctv.link.vocabulary.IncidentKind;
import metro.cctv.link.vocabulary.StatisticsClass;
import metro.cctv.link.vocabulary.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Incidents for the people of the centre, each only of their own districts: open, read, correct, close. */
@RestController
@RequestMapping("/api/incidents")
class IncidentController {
    private final Incidents incidents;
    private final CentreIncidents centre;
    private final IncidentSteps steps;
    private final IncidentStore store;
    private final Timeline timeline;
    private final Vocabulary vocabulary;

    IncidentController(
            Incidents incidents,
            CentreIncidents centre,
            IncidentSteps steps,
            IncidentStore store,
            Timeline timeline,
            Vocabulary vocabulary) {
        this.incidents = incidents;
        this.centre = centre;
        this.steps = steps;
        this.store = store;
        this.timeline = timeline;
        this.vocabulary = vocabulary;
    }

    /** @param kind a kind of the vocabulary or free words */
    record OpenIncident(
            @NotBlank @Size(max = 100) String kind,
            @NotBlank @Size(max = 2000) String summary,
            @NotNull Double lon,
            @NotNull Double lat) {}

    /** What is absent stays. */
    record CorrectIncident(
            @Nullable IncidentKind kind,
            @Nullable StatisticsClass statisticsClass,
            @Nullable @Size(min = 1, max = 2000) String summary,
            @Nullable @Size(min = 1, max = 300) String address) {}

    /** @param reason one of the six */
    record CloseIncident(
            @NotBlank @Size(max = 100) String reason,
            @Nullable @Size(min = 1, max = 500) String remark) {}

    record IncidentPage(List<IncidentView> items, @Nullable String next) {}

    record TimelinePage(
            List<IncidentView.TimelineEntry> items,
            @Nullable String next) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IncidentView open(Caller caller, @Valid @RequestBody OpenIncident body, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        String district = incidents.districtAt(body.lon(), body.lat());
        if (!caller.belongsTo(district))
            throw new ProblemException(ProblemType.FORBIDDEN, "The place lies in a district that is not yours.");
        var wanted = NewIncident.ofCentre(
                UUID.randomUUID(), body.kind(), body.summary(), district, body.lon(), body.lat(), caller.subject());
        return incidents.view(
                centre.open(caller, wanted, request.getRemoteAddr()).incident());
    }

    @GetMapping
    IncidentPage list(
            Caller caller,
            @RequestParam(defaultValue = "open") String status,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        IncidentRoles.requireReader(caller);
        int rows = Math.clamp(limit, 1, 500);
        List<Incident> found =
                store.list(caller, onlyOpen(status), cursor == null ? null : IncidentCursor.parse(cursor), rows + 1);
        List<Incident> page = found.subList(0, Math.min(rows, found.size()));
        List<IncidentView> items = incidents.views(page);
        if (found.size() <= rows) return new IncidentPage(items, null);
        IncidentFacts last = page.getLast().facts();
        return new IncidentPage(items, new IncidentCursor(last.openedAt(), last.incidentId()).text());
    }

    @GetMapping("/{id}")
    IncidentView get(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        return incidents.view(centre.own(caller, id));
    }

    /** All of it, oldest first. */
    @GetMapping("/{id}/timeline")
    TimelinePage timeline(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        IncidentRoles.requireReader(caller);
        centre.own(caller, id);
        int rows = Math.clamp(limit, 1, 500);
        List<Timeline.Numbered> found = timeline.after(id, after, rows + 1);
        List<Timeline.Numbered> page = found.subList(0, Math.min(rows, found.size()));
        String next =
                found.size() <= rows ? null : String.valueOf(page.getLast().id());
        return new TimelinePage(page.stream().map(Timeline.Numbered::entry).toList(), next);
    }

    @PatchMapping("/{id}")
    IncidentView correct(
            Caller caller,
            @PathVariable UUID id,
            @Valid @RequestBody CorrectIncident body,
            HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        var correction = new Correction(body.kind(), body.statisticsClass(), body.summary(), body.address());
        StatisticsClass ofKind = body.kind() == null ? StatisticsClass.OTHER : vocabulary.classOf(body.kind());
        return incidents.view(centre.step(
                caller,
                id,
                "incident.correct",
                request.getRemoteAddr(),
                () -> steps.correct(id, correction, ofKind, caller.subject())));
    }

    @PostMapping("/{id}/close")
    IncidentView close(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody CloseIncident body, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return incidents.view(centre.close(caller, id, body.reason(), body.remark(), request.getRemoteAddr()));
    }

    private static boolean onlyOpen(String status) {
        return switch (status) {
            case "open" -> true;
            case "all" -> false;
            default -> throw new IllegalArgumentException("status: open or all");
        };
    }
}
