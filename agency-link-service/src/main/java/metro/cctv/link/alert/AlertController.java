package metro.cctv.link.alert;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.incident.IncidentRoles;
import metro.cctv.link.incident.ReporterDataRule;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The alert queue for the people of the centre, each only of their own districts. */
@RestController
@RequestMapping("/api/alerts")
class AlertController {
    private static final int MOST_ENTRIES = 500;

    /** As long as they are kept. */
    private static final int MOST_HOURS = 30 * 24;

    private final Alerts alerts;
    private final AlertStore store;
    private final Suppressions suppressions;
    private final Clock clock;

    AlertController(Alerts alerts, AlertStore store, Suppressions suppressions, Clock clock) {
        this.alerts = alerts;
        this.store = store;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    record DismissAlert(@NotBlank @Size(max = 500) String reason) {}

    record AlertPage(List<AlertView> items, @Nullable String next) {}

    @GetMapping
    AlertPage list(
            Caller caller,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String district,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        IncidentRoles.requireReader(caller);
        int rows = Math.clamp(limit, 1, 500);
        List<Alert> found = store.list(
                caller, onlyOpen(state), district, cursor == null ? null : AlertCursor.parse(cursor), rows + 1);
        List<Alert> page = found.subList(0, Math.min(rows, found.size()));
        String next = found.size() <= rows
                ? null
                : new AlertCursor(
                                page.getLast().raised().raisedAt(),
                                page.getLast().raised().alertId())
                        .text();
        return new AlertPage(page.stream().map(AlertView::of).toList(), next);
    }

    /** @param total of all that are listed */
    record SuppressedAlerts(Instant from, long total, List<Suppressions.Count> items) {}

    /** What was seen and raised no alert of its own: by camera, zone and behaviour, with the reason. */
    @GetMapping("/suppressed")
    SuppressedAlerts suppressed(Caller caller, @RequestParam(defaultValue = "24") int hours) {
        IncidentRoles.requireReader(caller);
        Instant from = clock.instant().minus(Duration.ofHours(Math.clamp(hours, 1, MOST_HOURS)));
        List<Suppressions.Count> counts = suppressions.since(caller, from);
        return new SuppressedAlerts(
                from, counts.stream().mapToLong(Suppressions.Count::count).sum(), counts);
    }

    @GetMapping("/{id}")
    AlertView get(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        return AlertView.of(alerts.own(caller, id));
    }

    record AlertHistory(List<AlertEntry> items) {}

    /** What people and the clock did with it, oldest first. */
    @GetMapping("/{id}/history")
    AlertHistory history(Caller caller, @PathVariable UUID id) {
        IncidentRoles.requireReader(caller);
        alerts.own(caller, id);
        return new AlertHistory(store.entries(id, MOST_ENTRIES));
    }

    /** I look at it now, for a while; nobody else need. Again: I still do. */
    @PostMapping("/{id}/claim")
    AlertView claim(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        return handle(caller, id, "alert.claim", AlertState::claim, request);
    }

    @PostMapping("/{id}/acknowledge")
    AlertView acknowledge(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        return handle(caller, id, "alert.acknowledge", AlertState::acknowledge, request);
    }

    @PostMapping("/{id}/dismiss")
    AlertView dismiss(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody DismissAlert body, HttpServletRequest request) {
        String reason = ReporterDataRule.without(body.reason());
        return handle(
                caller, id, "alert.dismiss", (state, hand, at) -> AlertState.dismiss(state, hand, reason, at), request);
    }

    /** Opens an incident where the camera stands. */
    @PostMapping("/{id}/escalate")
    AlertView escalate(Caller caller, @PathVariable UUID id, HttpServletRequest request) {
        UUID incidentId = UUID.randomUUID();
        return handle(
                caller,
                id,
                "alert.escalate",
                (state, hand, at) -> AlertState.escalate(state, hand, incidentId, at),
                request);
    }

    private AlertView handle(Caller caller, UUID id, String action, Alerts.Step step, HttpServletRequest request) {
        IncidentRoles.requireWorker(caller);
        return AlertView.of(alerts.handle(caller, id, action, step, request.getRemoteAddr()));
    }

    private static boolean onlyOpen(String state) {
        return switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw new IllegalArgumentException("state: open or all");
        };
    }
}
