package metro.cctv.link.alert;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.alert.Handovers.Handover;
import metro.cctv.link.incident.IncidentRoles;
import metro.cctv.link.incident.ReporterDataRule;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Changes of shift: one's own work, or, for leads and managers, anybody's in their districts. */
@RestController
@RequestMapping("/api/handovers")
class HandoverController {
    private static final String PERSON = "[\\p{L}\\p{N}._@-]{1,64}";

    private final Handovers handovers;
    private final Colleagues colleagues;

    HandoverController(Handovers handovers, Colleagues colleagues) {
        this.handovers = handovers;
        this.colleagues = colleagues;
    }

    /**
     * @param from absent: the caller's own work
     * @param to absent: back to the queue
     */
    record HandOver(
            @Nullable @Pattern(regexp = PERSON) String from,
            @Nullable @Pattern(regexp = PERSON) String to,
            @Nullable @Size(max = 500) String note) {}

    record HandoverPage(List<Handover> items) {}

    record ReceiverList(List<Colleagues.Colleague> items) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Handover handOver(Caller caller, @Valid @RequestBody HandOver body, HttpServletRequest request) {
        IncidentRoles.requireReader(caller);
        String from = body.from() == null ? caller.subject() : body.from();
        boolean others = AccessMatrix.right(caller.role(), Capability.HAND_OVER) == Right.YES;
        if (!from.equals(caller.subject()) && !others)
            throw new ProblemException(ProblemType.FORBIDDEN, "Leads and managers hand over the work of others.");
        if (from.equals(body.to())) throw new IllegalArgumentException("to: somebody else, or nobody");
        String note = body.note() == null ? "" : ReporterDataRule.without(body.note());
        return handovers.handOver(caller, from, body.to(), note, request.getRemoteAddr());
    }

    /** Those that the caller gave, got or ordered, newest first. */
    @GetMapping
    HandoverPage list(Caller caller, @RequestParam(defaultValue = "50") int limit) {
        IncidentRoles.requireReader(caller);
        return new HandoverPage(handovers.of(caller.subject(), Math.clamp(limit, 1, 500)));
    }

    /** To whom work can go: people who work on alerts and were here lately, of the caller's districts; newest first. */
    @GetMapping("/receivers")
    ReceiverList receivers(Caller caller) {
        IncidentRoles.requireReader(caller);
        return new ReceiverList(colleagues.around(caller));
    }
}
