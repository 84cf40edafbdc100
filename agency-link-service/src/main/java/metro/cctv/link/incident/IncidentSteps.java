package metro.cctv.link.incident;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.incident.IncidentChanged.Mark;
import metro.cctv.contracts.incident.IncidentChanged.Part;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.procedure.Checklists;
import metro.cctv.link.vocabulary.IncidentKind;
import metro.cctv.link.vocabulary.StatisticsClass;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The life of an incident between its opening and its end, for the centre and for the agencies' services. Each step locks
 * the incident, decides by {@link IncidentState}, and commits with what it causes; one that changes nothing leaves no trace.
 * Who may take it is the caller's to check, and the row in the ledger the caller's to write.
 */
@Service
public class IncidentSteps {
    private final Incidents incidents;
    private final IncidentStore store;
    private final PlaceStore places;
    private final Sharing sharing;
    private final Grants grants;
    private final Checklists checklists;
    private final IncidentLog log;
    private final Clock clock;

    IncidentSteps(
            Incidents incidents,
            IncidentStore store,
            PlaceStore places,
            Sharing sharing,
            Grants grants,
            Checklists checklists,
            IncidentLog log,
            Clock clock) {
        this.incidents = incidents;
        this.store = store;
        this.places = places;
        this.sharing = sharing;
        this.grants = grants;
        this.checklists = checklists;
        this.log = log;
        this.clock = clock;
    }

    @Transactional
    public Incident confirm(UUID incidentId, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState next = IncidentState.confirm(seen.state(), by, now);
        return moved(seen, seen.with(next), by, "incident.confirmed", "", now);
    }

    /** The first agency leads. Shared with it already: what it may look at is prolonged. */
    @Transactional
    public Incident share(UUID incidentId, String agency, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState next = IncidentState.share(seen.state(), by, now);
        if (seen.has(agency)) {
            grants.renew(incidentId, agency);
            return seen;
        }
        return admit(seen.with(next), agency, by, now);
    }

    @Transactional
    public Incident unshare(UUID incidentId, String agency, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        boolean others = seen.present().stream().anyMatch(part -> !part.agency().equals(agency));
        IncidentState next = IncidentState.unshare(seen.state(), others, by, now);
        if (!seen.has(agency)) return seen;
        if (agency.equals(seen.facts().agency()))
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "It is the agency's own case: only closing it ends that.");
        Incident ended = sharing.end(seen, agency, now).with(next);
        return moved(seen, ended, by, "incident.unshared", agency, now);
    }

    /** Joint response (공동대응): one more agency beside the one that leads. */
    @Transactional
    public Incident joinAgency(UUID incidentId, String agency, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.join(seen.state());
        if (seen.has(agency)) return seen;
        return admit(seen, agency, by, now);
    }

    /** Transfer (이관): the agency leads from now on, whoever led before takes part no longer. */
    @Transactional
    public Incident transfer(UUID incidentId, String agency, String why, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState next = IncidentState.transfer(seen.state(), by, now);
        if (seen.lead().filter(lead -> lead.agency().equals(agency)).isPresent()) return seen;
        Incident moving = seen;
        if (seen.has(agency)) moving = sharing.end(moving, agency, now);
        if (seen.lead().isPresent())
            moving = sharing.end(moving, seen.lead().get().agency(), now);
        Sharing.Shared begun = sharing.begin(moving.with(next), agency, Part.LEAD, by, now);
        Incident given = begun.incident().with(Mark.TRANSFERRED);
        return moved(seen, given, by, "incident.transferred", begun.detail() + " · " + words(why), now);
    }

    /**
     * It is elsewhere now, and the cameras follow, see {@link Sharing#follow}.
     *
     * @param what for the timeline, with its detail
     */
    @Transactional
    public Incident move(UUID incidentId, double lon, double lat, String what, String detail, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.change(seen.state());
        places.move(incidentId, lon, lat, now);
        log.note(incidentId, by, what, detail, now);
        sharing.follow(seen, new Place(lon, lat, now, 1), now)
                .ifPresent(cameras -> log.note(incidentId, by, "cameras.granted", cameras, now));
        log.tellDashboards(incidentId);
        return seen;
    }

    /** Help is on its way. */
    @Transactional
    public Incident respond(UUID incidentId, String detail, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState next = IncidentState.respond(seen.state(), by, now);
        return moved(seen, seen.with(next), by, "incident.responding", words(detail), now);
    }

    /** Help is there: the second moment that response times are made of. */
    @Transactional
    public Incident arrive(UUID incidentId, String detail, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState next = IncidentState.arrive(seen.state(), by, now);
        return moved(seen, seen.with(next), by, "incident.arrived", words(detail), now);
    }

    /** Wide area (광역): it concerns more than one area. Stays. */
    @Transactional
    public Incident widen(UUID incidentId, String why, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.change(seen.state());
        return moved(seen, seen.with(Mark.WIDE_AREA), by, "incident.widened", words(why), now);
    }

    /** @param code 0 to 4; may change mid-case (112 rules art. 9), each one is kept */
    @Transactional
    public Incident changeCode(UUID incidentId, int code, String why, String by) {
        Require.within("code", code, 0, 4);
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.change(seen.state());
        Integer before = seen.facts().code();
        if (before != null && before == code) return seen;
        store.addCode(incidentId, code, now, by, words(why));
        String detail = (before == null ? "" : before + " → ") + code + " · " + words(why);
        return moved(seen, seen.with(seen.facts().coded(code)), by, "incident.code", detail, now);
    }

    /** @param kind null: as it is, like the rest; a new kind brings its class along unless one is named */
    public record Correction(
            @Nullable IncidentKind kind,
            @Nullable StatisticsClass statisticsClass,
            @Nullable String summary,
            @Nullable String address) {}

    @Transactional
    public Incident correct(UUID incidentId, Correction correction, StatisticsClass ofKind, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.change(seen.state());
        IncidentFacts facts = seen.facts();
        IncidentKind kind = correction.kind() == null ? facts.kind() : correction.kind();
        StatisticsClass counted = correction.statisticsClass() != null
                ? correction.statisticsClass()
                : kind == facts.kind() ? facts.statisticsClass() : ofKind;
        IncidentFacts changed = facts.corrected(
                kind,
                counted,
                correction.summary() == null ? facts.summary() : ReporterDataRule.without(correction.summary()),
                correction.address() == null ? facts.address() : ReporterDataRule.without(correction.address()));
        String detail = "%s · %s → %s · %s".formatted(facts.kind(), facts.statisticsClass(), kind, counted);
        return moved(seen, seen.with(changed), by, "incident.corrected", detail, now);
    }

    /** An item of the procedure is done, or taken back. */
    @Transactional
    public Incident check(UUID incidentId, String item, boolean done, String by) {
        Instant now = now();
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.change(seen.state());
        if (!checklists.mark(incidentId, seen.facts().kind(), item, done, by, now)) return seen;
        log.note(incidentId, by, done ? "checklist.done" : "checklist.undone", item, now);
        log.tellDashboards(incidentId);
        return seen;
    }

    /** Somebody of the centre works on it from now on. */
    @Transactional
    public Incident take(UUID incidentId, String by) {
        Incident seen = incidents.getForUpdate(incidentId);
        IncidentState.change(seen.state());
        hold(incidentId, by, "incident.taken", by, now(), by);
        return seen;
    }

    /**
     * All open incidents that somebody works on go to somebody else.
     *
     * @param to null: to nobody in particular
     * @param districts of which; null: of every one
     */
    @Transactional
    public List<UUID> handOver(String from, @Nullable String to, @Nullable Collection<String> districts, String by) {
        Instant now = now();
        List<UUID> held = store.heldBy(from, districts);
        for (UUID id : held) hold(id, to, "incident.handed-over", from + " → " + (to == null ? "-" : to), now, by);
        return held;
    }

    private void hold(UUID incidentId, @Nullable String holder, String what, String detail, Instant now, String by) {
        store.hold(incidentId, holder);
        log.note(incidentId, by, what, detail, now);
        log.tellDashboards(incidentId);
    }

    private Incident admit(Incident incident, String agency, String by, Instant now) {
        Part part = incident.lead().isPresent() ? Part.JOINT : Part.LEAD;
        Sharing.Shared begun = sharing.begin(incident, agency, part, by, now);
        Incident shared = part == Part.JOINT ? begun.incident().with(Mark.JOINT) : begun.incident();
        return moved(incident, shared, by, "incident.shared", begun.detail(), now);
    }

    private Incident moved(Incident seen, Incident next, String by, String what, String detail, Instant now) {
        if (next.equals(seen)) return seen;
        store.update(next);
        log.note(next.facts().incidentId(), by, what, detail, now);
        log.announce(next, now);
        return next;
    }

    private static String words(String text) {
        return ReporterDataRule.without(text);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
