package metro.cctv.link.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.messaging.EventJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What each agency was told, in order; every event also waits for each of the agency's webhooks. */
@Component
public class AgencyFeed {
    private final JdbcClient jdbc;
    private final FeedBell bell;
    private final Clock clock;

    AgencyFeed(JdbcClient jdbc, FeedBell bell, Clock clock) {
        this.jdbc = jdbc;
        this.bell = bell;
        this.clock = clock;
    }

    /** Commits with the caller's transaction. */
    @Transactional
    public void add(String agency, UUID incidentId, String type, Object data) {
        // One writer per agency until the commit: ids become visible in their order.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('link.feed.' || ?))")
                .param(agency)
                .query((row, n) -> n)
                .list();
        Timestamp now = Timestamp.from(clock.instant());
        Long id = jdbc.sql("""
                insert into agency_event (agency, incident_id, type, at, data) values (?, ?, ?, ?, ?) returning event_id
                """)
                .params(agency, incidentId, type, now, EventJson.MAPPER.writeValueAsString(data))
                .query(Long.class)
                .single();
        jdbc.sql("""
                insert into delivery (webhook_id, agency, incident_id, event_id, state, attempts, next_at, added_at)
                select webhook_id, agency, ?, ?, 'PENDING', 0, ?, ? from webhook where agency = ? and active
                """).params(incidentId, id, now, now, agency).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring(agency);
            }
        });
    }

    /** What it said of a person is gone; that something was said stays, with its number. */
    @Transactional
    public void purge(UUID incidentId) {
        jdbc.sql("update agency_event set data = json_build_object('incidentId', incident_id, 'purged', true)::text "
                        + "where incident_id = ?")
                .param(incidentId)
                .update();
    }

    /** The id of the newest event; 0 while there is none. */
    public long newest(String agency) {
        return jdbc.sql("select coalesce(max(event_id), 0) from agency_event where agency = ?")
                .param(agency)
                .query(Long.class)
                .single();
    }

    List<AgencyEvent> after(String agency, long cursor, int limit) {
        return jdbc.sql("select * from agency_event where agency = ? and event_id > ? order by event_id limit ?")
                .params(agency, cursor, limit)
                .query(AgencyFeed::event)
                .list();
    }

    static AgencyEvent event(ResultSet row, int n) throws SQLException {
        Instant at = row.getTimestamp("at").toInstant();
        return new AgencyEvent(row.getString("event_id"), row.getString("type"), at, row.getString("data"));
    }
}
