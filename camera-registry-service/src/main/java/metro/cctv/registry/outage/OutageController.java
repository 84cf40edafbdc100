package metro.cctv.registry.outage;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.paging.Page;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.district.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cameras/outages}: the work list of those who keep cameras running. */
@RestController
@RequestMapping("/api/cameras/outages")
class OutageController {
    private static final int MAX_LIMIT = 500;
    private static final int MAX_NOTICES = 100;

    private final OutageStore store;
    private final Outages outages;
    private final AuditTrail audit;

    OutageController(OutageStore store, Outages outages, AuditTrail audit) {
        this.store = store;
        this.outages = outages;
        this.audit = audit;
    }

    @GetMapping
    OutagePage list(
            @RequestParam(defaultValue = "open") String state,
            @RequestParam @Nullable String district,
            @RequestParam @Nullable String agency,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam @Nullable String cursor,
            Caller caller) {
        caller.require(Capability.OUTAGES);
        OutageFilter filter =
                new OutageFilter(isOpenOnly(state), new DistrictScope(caller.districts(), district), agency);
        int wanted = Math.clamp(limit, 1, MAX_LIMIT);
        Page<Outage> page =
                Page.of(store.list(filter, OutageCursor.of(cursor), wanted + 1), wanted, OutageCursor::after);
        return new OutagePage(page.items(), store.open(filter), page.next());
    }

    @GetMapping("/{outageId}")
    OutageDetail get(@PathVariable String outageId, Caller caller) {
        Outage outage = within(outageId, caller);
        return new OutageDetail(outage, store.notices(outage.outageId()));
    }

    /** Idempotent: the second person reads who was first. */
    @PostMapping("/{outageId}/acknowledge")
    Outage acknowledge(
            @PathVariable String outageId,
            @RequestBody(required = false) @Nullable Acknowledgement given,
            Caller caller,
            HttpServletRequest request) {
        Outage outage = within(outageId, caller);
        audit.allowed(caller, access("outage.acknowledge", outage, request));
        return outages.acknowledge(outage.outageId(), caller.subject(), given == null ? null : given.note());
    }

    @PostMapping("/{outageId}/notify")
    Outage tell(@PathVariable String outageId, @RequestBody Told told, Caller caller, HttpServletRequest request) {
        Outage outage = within(outageId, caller);
        if (store.notices(outage.outageId()).size() >= MAX_NOTICES)
            throw new ProblemException(ProblemType.CONFLICT, "At most " + MAX_NOTICES + " notices of one outage.");
        audit.allowed(caller, access("outage.notify", outage, request));
        return outages.notified(
                outage.outageId(), told.to(), Notice.How.valueOf(told.by().name()), caller.subject());
    }

    private Outage within(String outageId, Caller caller) {
        caller.require(Capability.OUTAGES);
        return idOf(outageId)
                .flatMap(store::find)
                .filter(outage -> caller.belongsTo(outage.districtCode()))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such outage."));
    }

    private static java.util.Optional<UUID> idOf(String text) {
        try {
            return java.util.Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return java.util.Optional.empty();
        }
    }

    private static boolean isOpenOnly(String state) {
        return switch (state) {
            case "open" -> true;
            case "all" -> false;
            default -> throw new ProblemException(ProblemType.BAD_REQUEST, "state: open or all.");
        };
    }

    private static Access access(String action, Outage outage, HttpServletRequest request) {
        return Access.to(action, "outage", outage.outageId().toString())
                .in(outage.districtCode())
                .from(request.getRemoteAddr());
    }

    /** @param open how many of these are open, on all pages */
    record OutagePage(
            List<Outage> items, long open, @Nullable String next) {}

    /** @param notices who was told, in order */
    record OutageDetail(Outage outage, List<Notice> notices) {}

    /** @param note of the first who acknowledges */
    record Acknowledgement(@Nullable String note) {
        Acknowledgement {
            if (note != null) Require.text("note", plain("note", note), 1000);
        }
    }

    record Told(String to, By by) {
        enum By {
            PHONE,
            MAIL,
            VISIT
        }

        @SuppressWarnings("NullAway") // a body may lack either
        Told {
            if (to == null) throw new IllegalArgumentException("to: who was told");
            Require.text("to", plain("to", to), 200);
            if (by == null) throw new IllegalArgumentException("by: PHONE, MAIL or VISIT");
        }
    }

    private static String plain(String field, String text) {
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n'))
            throw new IllegalArgumentException(field + ": no control characters");
        return text;
    }
}
