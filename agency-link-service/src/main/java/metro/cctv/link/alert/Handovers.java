package metro.cctv.link.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.link.incident.IncidentSteps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** At a change of shift: everything open that one person works on goes to another, or back to the queue, in one piece. */
@Service
class Handovers {
    private final AlertStore alerts;
    private final IncidentSteps incidents;
    private final AlertProperties properties;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    Handovers(
            AlertStore alerts,
            IncidentSteps incidents,
            AlertProperties properties,
            Colleagues colleagues,
            AuditTrail audit,
            JdbcClient jdbc,
            Clock clock) {
        this.alerts = alerts;
        this.incidents = incidents;
        this.properties = properties;
        this.colleagues = colleagues;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param to null: back to the queue */
    record Handover(
            UUID handoverId,
            Instant at,
            String by,
            String from,
            @Nullable String to,
            String note,
            List<UUID> alerts,
            List<UUID> incidents) {}

    /**
     * @param from whose work; another person's only in the caller's districts
     * @param address the caller's, for the ledger
     */
    @Transactional
    Handover handOver(Caller caller, String from, @Nullable String to, String note, String address) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean all = from.equals(caller.subject()) || caller.isOfWholeCity();
        Collection<String> districts = all ? null : caller.districts();
        List<UUID> given = alerts.heldBy(from, districts).stream()
                .map(alert -> give(alert, from, to, caller.subject(), now))
                .toList();
        List<UUID> handed = incidents.handOver(from, to, districts, caller.subject());
        if (to != null) colleagues.requireFor(to, districtsOf(given, handed), now);
        var handover = new Handover(UUID.randomUUID(), now, caller.subject(), from, to, note, given, handed);
        insert(handover);
        audit.allowedTogether(
                caller,
                Access.to("shift.hand-over", "handover", handover.handoverId().toString())
                        .from(address));
        return handover;
    }

    /** Newest first: those that the person gave, got or ordered. */
    List<Handover> of(String person, int limit) {
        return jdbc.sql("""
                select * from handover where ? in (by_whom, from_whom, to_whom) order by at desc, handover_id limit ?
                """)
                .params(person, limit)
                .query((row, n) -> new Handover(
                        row.getObject("handover_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_whom"),
                        row.getString("from_whom"),
                        row.getString("to_whom"),
                        row.getString("note"),
                        Arrays.asList((UUID[]) row.getArray("alerts").getArray()),
                        Arrays.asList((UUID[]) row.getArray("incidents").getArray())))
                .list();
    }

    private UUID give(Alert alert, String from, @Nullable String to, String by, Instant now) {
        UUID id = alert.raised().alertId();
        AlertState next = AlertState.handOver(alert.state(), to, properties.claimFor(), now);
        Instant climbsAt = next instanceof AlertState.New
                ? ClimbPolicy.climbsAt(
                                alert.level(),
                                now,
                                properties.patience(alert.raised().behaviour()))
                        .orElse(null)
                : null;
        alerts.update(alert, next, climbsAt);
        alerts.addEntry(id, new AlertEntry(now, by, "alert.handed-over", from + " → " + (to == null ? "-" : to)));
        alerts.tellDashboards(id);
        return id;
    }

    private List<String> districtsOf(List<UUID> alertIds, List<UUID> incidentIds) {
        return jdbc.sql("""
                select district_code from alert where alert_id = any(?) union
                select district_code from incident where incident_id = any(?) order by 1
                """)
                .params(alertIds.toArray(UUID[]::new), incidentIds.toArray(UUID[]::new))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private void insert(Handover handover) {
        jdbc.sql("""
                insert into handover (handover_id, at, by_whom, from_whom, to_whom, note, alerts, incidents)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(handover.handoverId())
                .param(Timestamp.from(handover.at()))
                .param(handover.by())
                .param(handover.from())
                .param(handover.to())
                .param(handover.note())
                .param(handover.alerts().toArray(UUID[]::new))
                .param(handover.incidents().toArray(UUID[]::new))
                .update();
    }
}
