package metro.cctv.link.event;

import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Events {@code alert}, {@code incident}, {@code health} and {@code outage} of the caller's districts, and {@code wall} of the
 * caller's own; agencies have their feed.
 */
@RestController
class EventController {
    private final Dashboards dashboards;

    EventController(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(Caller caller) {
        boolean looks = AccessMatrix.right(caller.role(), Capability.OWN_LIVE) == Right.YES;
        boolean audits = AccessMatrix.right(caller.role(), Capability.AUDIT_LOG) == Right.ALL;
        // A city's manager answers for an agency and works in the centre; other agencies' people have their feed.
        boolean guest = caller.agency() != null && caller.role() != Role.MANAGER;
        if (guest || !(looks || audits))
            throw new ProblemException(ProblemType.FORBIDDEN, "The dashboard's events are for the control centre.");
        return dashboards.connect(caller);
    }
}
