package metro.cctv.link.correlation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.link.correlation.CorrelationRule.Join;
import metro.cctv.link.correlation.CorrelationRule.Kind;
import metro.cctv.link.correlation.CorrelationRule.Open;
import metro.cctv.link.correlation.CorrelationRule.Signal;
import metro.cctv.link.incident.PlaceMemory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JoinStore implements PlaceMemory {
    private static final int MOST = 500;

    /** Metres, a little less than any degree has, so that no signal is lost which the rule would join. */
    private static final double SHORTEST_DEGREE_M = 110_000;

    /** Open incidents that are no part of another, with the latest of what belongs to each, not long ago; tests are none. */
    private static final String HEADS = """
            select * from (
              select i.incident_id, i.district_code, coalesce(t.lon, i.lon) as lon, coalesce(t.lat, i.lat) as lat, i.opened_at,
                greatest(i.opened_at, coalesce((
                  select max(j.at) from incident_join j where j.incident_id = i.incident_id and j.state = 'JOINED'),
                  i.opened_at)) as last_at
              from incident i left join vulnerable_alarm v using (incident_id) left join case_target t using (incident_id)
              where i.status = 'OPEN' and not exists (
                select 1 from incident_join j where j.signal_id = i.incident_id and j.state = 'JOINED')
              and not exists (select 1 from unnest(cast(:marks as text[])) m
                where starts_with(upper(coalesce(i.case_no, v.alarm_no, '')), upper(m))
                  or starts_with(upper(i.summary), upper(m)))
            ) open_head where last_at >= :since order by opened_at, incident_id limit :most
            """;

    private final JdbcClient jdbc;
    private final CorrelationProperties properties;

    JoinStore(JdbcClient jdbc, CorrelationProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    enum State {
        JOINED,
        TAKEN_OUT
    }

    /**
     * What belongs to an incident, or did until somebody took it out.
     *
     * @param distanceM null: forgotten with the place, as the words of {@code reason} are
     */
    record Joined(
            UUID joinId,
            UUID incidentId,
            Kind kind,
            UUID signalId,
            Instant at,
            Instant joinedAt,
            String rule,
            @Nullable Integer distanceM,
            long seconds,
            State state,
            @Nullable String takenOutBy,
            @Nullable Instant takenOutAt,
            @Nullable String reason) {}

    /** Only one instance joins at a time; it is free again when the transaction ends. */
    boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('link.correlation'))")
                .query(Boolean.class)
                .single();
    }

    /**
     * Alerts that nobody has dismissed or made an incident of, and incidents, of the last minutes, that were never joined and
     * have no part of their own; only those near an open incident that is no part itself, or a storm elsewhere would hide them.
     * The oldest first.
     */
    List<Signal> unjoined(Instant since) {
        return jdbc.sql("with h as (" + HEADS + """
                )
                select * from (
                  select 'ALERT' as kind, a.alert_id as signal_id, a.district_code, st_x(c.place::geometry) as lon,
                    st_y(c.place::geometry) as lat, a.raised_at as at, false as test
                  from alert a join camera c using (camera_id)
                  where a.raised_at >= :since and a.merged_into is null and a.state in ('NEW', 'CLAIMED', 'ACKNOWLEDGED')
                  union all
                  select case when v.source in ('TELCO', 'SAFE_RETURN') then v.source when f.fire_id is not null then 'FIRE_SENSOR'
                      when i.agency is not null then 'CASE' else 'CENTRE' end,
                    i.incident_id, i.district_code, coalesce(t.lon, i.lon), coalesce(t.lat, i.lat), i.opened_at,
                    exists (select 1 from unnest(cast(:marks as text[])) m
                      where starts_with(upper(coalesce(i.case_no, v.alarm_no, '')), upper(m))
                        or starts_with(upper(i.summary), upper(m)))
                  from incident i left join vulnerable_alarm v using (incident_id) left join fire f using (incident_id)
                    left join case_target t using (incident_id)
                  where i.opened_at >= :since and i.status = 'OPEN'
                ) s
                where not exists (select 1 from incident_join j
                  where j.signal_id = s.signal_id or j.incident_id = s.signal_id and j.state = 'JOINED')
                and exists (select 1 from h
                  where h.incident_id <> s.signal_id and h.district_code = s.district_code
                    and abs(h.lat - s.lat) <= :nearDeg and abs(h.lon - s.lon) * cos(radians(s.lat)) <= :nearDeg)
                order by at, signal_id limit :most
                """)
                .param("since", Timestamp.from(since))
                .param("marks", properties.testMarks().toArray(String[]::new))
                .param("nearDeg", properties.withinM() / SHORTEST_DEGREE_M)
                .param("most", MOST)
                .query((row, n) -> new Signal(
                        Kind.valueOf(row.getString("kind")),
                        row.getObject("signal_id", UUID.class),
                        row.getString("district_code"),
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("test")))
                .list();
    }

    /** Where each is now, the oldest first. */
    List<Open> heads(Instant since) {
        return jdbc.sql(HEADS)
                .param("since", Timestamp.from(since))
                .param("marks", properties.testMarks().toArray(String[]::new))
                .param("most", MOST)
                .query((row, n) -> new Open(
                        row.getObject("incident_id", UUID.class),
                        row.getString("district_code"),
                        row.getDouble("lon"),
                        row.getDouble("lat"),
                        row.getTimestamp("opened_at").toInstant(),
                        row.getTimestamp("last_at").toInstant(),
                        true))
                .list();
    }

    void add(Signal signal, Join join, Instant now) {
        jdbc.sql("""
                insert into incident_join
                  (join_id, incident_id, kind, signal_id, at, joined_at, rule, distance_m, seconds, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'JOINED')
                """)
                .params(
                        UUID.randomUUID(),
                        join.incidentId(),
                        signal.kind().name(),
                        signal.signalId(),
                        Timestamp.from(signal.at()),
                        Timestamp.from(now),
                        join.rule(),
                        join.distanceM(),
                        join.seconds())
                .update();
    }

    boolean takeOut(UUID incidentId, UUID joinId, String by, String reason, Instant now) {
        return jdbc.sql("""
                update incident_join set state = 'TAKEN_OUT', taken_out_by = ?, taken_out_at = ?, reason = ?
                where join_id = ? and incident_id = ? and state = 'JOINED'
                """)
                        .params(by, Timestamp.from(now), reason, joinId, incidentId)
                        .update()
                == 1;
    }

    /** Oldest first. */
    List<Joined> of(UUID incidentId) {
        return jdbc.sql("select * from incident_join where incident_id = ? order by joined_at, join_id limit ?")
                .params(incidentId, MOST)
                .query(JoinStore::joined)
                .list();
    }

    Optional<Joined> find(UUID incidentId, UUID joinId) {
        return jdbc.sql("select * from incident_join where incident_id = ? and join_id = ?")
                .params(incidentId, joinId)
                .query(JoinStore::joined)
                .optional();
    }

    /** Of which other incident this one is a part now. */
    Optional<Joined> whole(UUID incidentId) {
        return jdbc.sql("select * from incident_join where signal_id = ? and state = 'JOINED'")
                .param(incidentId)
                .query(JoinStore::joined)
                .optional();
    }

    /** Of both sides: how far another place lies from here is half of where here is. */
    @Override
    public void forgetPlace(UUID incidentId) {
        jdbc.sql("""
                update incident_join set distance_m = null, reason = case when state = 'TAKEN_OUT' then '' end
                where incident_id = :id or signal_id = :id
                """).param("id", incidentId).update();
    }

    private static Joined joined(ResultSet row, int n) throws SQLException {
        Timestamp out = row.getTimestamp("taken_out_at");
        return new Joined(
                row.getObject("join_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("signal_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("joined_at").toInstant(),
                row.getString("rule"),
                row.getObject("distance_m", Integer.class),
                row.getLong("seconds"),
                State.valueOf(row.getString("state")),
                row.getString("taken_out_by"),
                out == null ? null : out.toInstant(),
                row.getString("reason"));
    }
}
