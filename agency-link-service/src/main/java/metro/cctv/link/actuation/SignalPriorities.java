package metro.cctv.link.actuation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.delivery.AgencyFeed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;

/**
 * Requested → Granted → Released, or Refused; Failed when the controller did not take it. A person of the centre decides,
 * and whoever asked hears of each step.
 */
@Service
public class SignalPriorities {
    private final JdbcClient jdbc;
    private final Optional<Outlet> controller;
    private final SignalProperties properties;
    private final AgencyFeed feed;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;

    SignalPriorities(
            JdbcClient jdbc,
            SignalProperties properties,
            AgencyFeed feed,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.controller = Outlet.of(properties.file(), properties.url(), properties.timeout());
        this.properties = properties;
        this.feed = feed;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public enum State {
        REQUESTED,
        GRANTED,
        REFUSED,
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

    /** The caller has checked that the unit takes part. */
    public SignalPriority request(
            Caller caller, UUID incidentId, String agency, String unit, String district, List<List<Double>> route) {
        if (controller.isEmpty())
            throw new ProblemException(ProblemType.UNAVAILABLE, "No signal controller is linked.");
        UUID id = UUID.randomUUID();
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
                        caller.subject(),
                        Timestamp.from(now()))
                .update();
        return find(id);
    }

    List<SignalPriority> open(Caller caller) {
        return jdbc.sql("""
                select * from signal_priority
                where state in ('REQUESTED', 'GRANTED') and (:everywhere or district_code = any(:districts))
                order by requested_at desc limit 500
                """)
                .param("everywhere", caller.districts().contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", caller.districts().toArray(String[]::new))
                .query(SignalPriorities::priority)
                .list();
    }

    /** A person of the centre says yes or no; the controller is told after that is written down. */
    SignalPriority decide(Caller caller, UUID id, boolean yes, String from) {
        SignalPriority known = own(caller, id);
        step(caller, known, State.REQUESTED, yes ? State.GRANTED : State.REFUSED, from);
        if (yes && !told(known, SignalCommand.Action.PRIORITY)) step(caller, known, State.GRANTED, State.FAILED, from);
        return find(id);
    }

    SignalPriority release(Caller caller, UUID id, String from) {
        SignalPriority known = own(caller, id);
        step(caller, known, State.GRANTED, State.RELEASED, from);
        told(known, SignalCommand.Action.RELEASE);
        return find(id);
    }

    /** What is over, or was forgotten, is given back. */
    void releaseWhatIsOver() {
        List<SignalPriority> over = jdbc.sql("""
                select s.* from signal_priority s join incident i using (incident_id)
                where s.state = 'GRANTED' and (i.status = 'CLOSED' or s.decided_at < ?)
                """)
                .param(Timestamp.from(now().minus(properties.releasedAfter())))
                .query(SignalPriorities::priority)
                .list();
        for (SignalPriority one : over)
            if (told(one, SignalCommand.Action.RELEASE)) step(null, one, State.GRANTED, State.RELEASED, null);
    }

    private boolean told(SignalPriority one, SignalCommand.Action action) {
        return controller.orElseThrow().took(new SignalCommand(one.requestId(), action, one.unit(), one.route()));
    }

    private void step(@Nullable Caller caller, SignalPriority one, State before, State after, @Nullable String from) {
        transaction.executeWithoutResult(status -> {
            int changed = jdbc.sql("""
                    update signal_priority set state = ?, decided_by = ?, decided_at = ?
                    where request_id = ? and state = ?
                    """)
                    .param(after.name())
                    .param(caller == null ? "clock" : caller.subject())
                    .param(Timestamp.from(now()))
                    .param(one.requestId())
                    .param(before.name())
                    .update();
            if (changed == 0) {
                if (caller == null) return;
                throw new ProblemException(ProblemType.CONFLICT, "It is not " + before + " any more.");
            }
            feed.add(
                    one.agency(),
                    one.incidentId(),
                    "signal." + after.name().toLowerCase(java.util.Locale.ROOT),
                    Map.of("incidentId", one.incidentId(), "requestId", one.requestId(), "unit", one.unit()));
            audit.allowedTogether(
                    caller,
                    Access.to(
                                    "signal." + after.name().toLowerCase(java.util.Locale.ROOT),
                                    "incident",
                                    one.incidentId().toString())
                            .in(one.districtCode())
                            .from(from));
        });
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
