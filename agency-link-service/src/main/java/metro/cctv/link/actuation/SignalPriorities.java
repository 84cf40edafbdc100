package metro.cctv.link.actuation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.delivery.AgencyFeed;
import metro.cctv.link.incident.Incidents;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;

/**
 * Requested → Confirmed → Granted → Releasing → Released, or Refused; Failed when the controller did not take it. A person
 * of the centre decides, and whoever asked hears of each step. What the controller may still hold is told to it again until
 * it acknowledges the end, so it must bear hearing that twice.
 */
@Service
public class SignalPriorities {
    /** Beyond the controller's own time: until then the thread that tells it may still be at it. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final int SWEEP_ROWS = 20;
    private static final String CLOCK = "clock";

    private final JdbcClient jdbc;
    private final Optional<Outlet> controller;
    private final SignalProperties properties;
    private final Incidents incidents;
    private final AgencyFeed feed;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    SignalPriorities(
            JdbcClient jdbc,
            SignalProperties properties,
            Incidents incidents,
            AgencyFeed feed,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.controller = Outlet.of(properties.file(), properties.url(), properties.timeout());
        this.properties = properties;
        this.incidents = incidents;
        this.feed = feed;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public enum State {
        REQUESTED,
        /** A person said yes; the controller is being told. */
        CONFIRMED,
        GRANTED,
        REFUSED,
        /** Over; the controller has not acknowledged it yet. */
        RELEASING,
        RELEASED,
        FAILED
    }

    /** @param route of the engine, [lon, lat] each */
    public record SignalPriority(
            UUID requestId,
            UUID incidentId,
            String agency,
            String unit,
            String districtCode,
            List<List<Double>> route,
            State state,
            Instant requestedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    /**
     * The caller has checked that the unit takes part, and written the ledger's row.
     *
     * @throws ProblemException {@code conflict} while an earlier request of the unit waits or runs
     */
    public SignalPriority request(
            Caller caller, UUID incidentId, String agency, String unit, String district, List<List<Double>> route) {
        if (controller.isEmpty())
            throw new ProblemException(ProblemType.UNAVAILABLE, "No signal controller is linked.");
        return transaction.execute(status -> {
            incidents.note(incidentId, caller.subject(), "signal.requested", unit);
            UUID id = UUID.randomUUID();
            try {
                insert(id, incidentId, agency, unit, district, route, caller.subject());
            } catch (DuplicateKeyException e) {
                throw new ProblemException(ProblemType.CONFLICT, unit + " has asked already, and that is not over.");
            }
            return find(id);
        });
    }

    private void insert(
            UUID id,
            UUID incidentId,
            String agency,
            String unit,
            String district,
            List<List<Double>> route,
            String by) {
        jdbc.sql("""
                insert into signal_priority (request_id, incident_id, agency, unit, district_code, route, state,
                  requested_by, requested_at)
                values (?, ?, ?, ?, ?, cast(? as jsonb), 'REQUESTED', ?, ?)
                """)
                .params(
                        id,
                        incidentId,
                        agency,
                        unit,
                        district,
                        EventJson.MAPPER.writeValueAsString(route),
                        by,
                        Timestamp.from(now()))
                .update();
    }

    List<SignalPriority> open(Caller caller) {
        return jdbc.sql("""
                select * from signal_priority
                where state in ('REQUESTED', 'CONFIRMED', 'GRANTED', 'RELEASING')
                  and (:everywhere or district_code = any(:districts))
                order by requested_at desc limit 500
                """)
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .query(SignalPriorities::priority)
                .list();
    }

    /** A person of the centre says yes or no; the controller is told after that is written down. Yes needs an open incident. */
    SignalPriority decide(Caller caller, UUID id, boolean yes, String from) {
        SignalPriority known = own(caller, id);
        transaction.executeWithoutResult(status -> {
            if (yes) incidents.note(known.incidentId(), caller.subject(), "signal.confirmed", known.unit());
            require(step(caller, known, State.REQUESTED, yes ? State.CONFIRMED : State.REFUSED, from), State.REQUESTED);
        });
        if (yes && told(known, SignalCommand.Action.PRIORITY))
            step(caller, known, State.CONFIRMED, State.GRANTED, from);
        else if (yes && step(caller, known, State.CONFIRMED, State.FAILED, from)) giveBack(known);
        return find(id);
    }

    SignalPriority release(Caller caller, UUID id, String from) {
        SignalPriority known = own(caller, id);
        require(step(caller, known, State.GRANTED, State.RELEASING, from), State.GRANTED);
        giveBack(known);
        return find(id);
    }

    private static void require(boolean changed, State before) {
        if (!changed) throw new ProblemException(ProblemType.CONFLICT, "It is not " + before + " any more.");
    }

    /** What is over, or was forgotten, ends; then the controller is told of every end that it has not acknowledged. */
    void endWhatIsOver() {
        for (SignalPriority one : over())
            switch (one.state()) {
                case REQUESTED -> step(null, one, State.REQUESTED, State.REFUSED, null);
                case CONFIRMED -> step(null, one, State.CONFIRMED, State.FAILED, null);
                case GRANTED -> step(null, one, State.GRANTED, State.RELEASING, null);
                default -> throw new IllegalStateException(one.state().name());
            }
        for (SignalPriority one : owed()) if (!giveBack(one)) return; // the controller is away: later
    }

    private List<SignalPriority> over() {
        Duration telling = properties.timeout().plus(MARGIN);
        return jdbc.sql("""
                select s.* from signal_priority s join incident i using (incident_id)
                where s.state = 'REQUESTED' and i.status = 'CLOSED'
                  or s.state = 'CONFIRMED' and s.decided_at < :told
                  or s.state = 'GRANTED' and (i.status = 'CLOSED' or s.decided_at < :forgotten)
                """)
                .param("told", Timestamp.from(now().minus(telling)))
                .param("forgotten", Timestamp.from(now().minus(properties.releasedAfter())))
                .query(SignalPriorities::priority)
                .list();
    }

    /** Takes those whose end the controller does not know, under a lease as long as one try may take. */
    private List<SignalPriority> owed() {
        return jdbc.sql("""
                update signal_priority set release_tried_at = :now where request_id in (
                  select request_id from signal_priority
                  where state in ('RELEASING', 'FAILED') and released_at is null
                    and (release_tried_at is null or release_tried_at < :before)
                  order by release_tried_at nulls first limit :rows for update skip locked)
                returning *
                """)
                .param("now", Timestamp.from(now()))
                .param("before", Timestamp.from(now().minus(properties.timeout())))
                .param("rows", SWEEP_ROWS)
                .query(SignalPriorities::priority)
                .list();
    }

    /** @return whether the controller knows that it is over */
    private boolean giveBack(SignalPriority one) {
        if (!told(one, SignalCommand.Action.RELEASE)) return false;
        jdbc.sql("update signal_priority set released_at = coalesce(released_at, ?) where request_id = ?")
                .params(Timestamp.from(now()), one.requestId())
                .update();
        step(null, one, State.RELEASING, State.RELEASED, null);
        return true;
    }

    private boolean told(SignalPriority one, SignalCommand.Action action) {
        var command = new SignalCommand(one.requestId(), action, one.unit(), one.route());
        return controller.isPresent() && controller.get().took(one.requestId(), command);
    }

    /** @return false when it was not in that state any more */
    private boolean step(
            @Nullable Caller caller, SignalPriority one, State before, State after, @Nullable String from) {
        return transaction.execute(status -> {
            Timestamp now = Timestamp.from(now());
            int changed = jdbc.sql("""
                    update signal_priority set state = :after, decided_by = :by, decided_at = :now,
                      release_tried_at = :tried
                    where request_id = :id and state = :before
                    """)
                    .param("after", after.name())
                    .param("by", caller == null ? CLOCK : caller.subject())
                    .param("now", now)
                    .param("tried", caller == null ? null : now)
                    .param("id", one.requestId())
                    .param("before", before.name())
                    .update();
            if (changed == 1) tell(caller, one, "signal." + after.name().toLowerCase(Locale.ROOT), from);
            return changed == 1;
        });
    }

    private void tell(@Nullable Caller caller, SignalPriority one, String what, @Nullable String from) {
        feed.add(
                one.agency(),
                one.incidentId(),
                what,
                Map.of("incidentId", one.incidentId(), "requestId", one.requestId(), "unit", one.unit()));
        audit.allowedTogether(
                caller,
                Access.to(what, "incident", one.incidentId().toString())
                        .in(one.districtCode())
                        .by(CLOCK, null)
                        .from(from));
    }

    private SignalPriority own(Caller caller, UUID id) {
        SignalPriority known = find(id);
        if (!caller.belongsTo(known.districtCode())) throw unknown();
        return known;
    }

    private SignalPriority find(UUID id) {
        return jdbc.sql("select * from signal_priority where request_id = ?")
                .param(id)
                .query(SignalPriorities::priority)
                .optional()
                .orElseThrow(SignalPriorities::unknown);
    }

    private static SignalPriority priority(ResultSet row, int n) throws SQLException {
        Timestamp decidedAt = row.getTimestamp("decided_at");
        return new SignalPriority(
                row.getObject("request_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("agency"),
                row.getString("unit"),
                row.getString("district_code"),
                EventJson.MAPPER.readValue(row.getString("route"), new TypeReference<List<List<Double>>>() {}),
                State.valueOf(row.getString("state")),
                row.getTimestamp("requested_at").toInstant(),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such request.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
