package metro.cctv.link.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    private record Told(String agency, UUID incidentId, String type, Timestamp at, String data) {}

    /** Commits with the caller's transaction. */
    @Transactional
    public void add(String agency, UUID incidentId, String type, Object data) {
        pending()
                .told
                .add(new Told(
                        agency,
                        incidentId,
                        type,
                        Timestamp.from(clock.instant()),
                        EventJson.MAPPER.writeValueAsString(data)));
    }

    /** What it said of a person is gone; that something was said stays, with its number. */
    @Transactional
    public void purge(UUID incidentId) {
        pending().told.replaceAll(one -> one.incidentId().equals(incidentId) ? purged(one) : one);
        jdbc.sql("update agency_event set data = json_build_object('incidentId', incident_id, 'purged', true)::text "
                        + "where incident_id = ?")
                .param(incidentId)
                .update();
    }

    private static Told purged(Told one) {
        String data = EventJson.MAPPER.writeValueAsString(Map.of("incidentId", one.incidentId(), "purged", true));
        return new Told(one.agency(), one.incidentId(), one.type(), one.at(), data);
    }

    /** Of the transaction that runs. */
    private Pending pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending known) return known;
        var pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /**
     * What a transaction tells, written at its very end: the locks of the agencies are taken in one order and held for a
     * moment only, so two transactions never wait for each other in a circle, and cases of one agency open side by side.
     */
    private class Pending implements TransactionSynchronization {
        private final List<Told> told = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            new TreeSet<>(told.stream().map(Told::agency).toList()).forEach(AgencyFeed.this::lock);
            told.forEach(AgencyFeed.this::write);
        }

        @Override
        public void afterCommit() {
            told.stream().map(Told::agency).distinct().forEach(bell::ring);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AgencyFeed.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AgencyFeed.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(AgencyFeed.this);
        }
    }

    /** One writer per agency until the commit: ids become visible in their order. */
    private void lock(String agency) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('link.feed.' || ?))")
                .param(agency)
                .query((row, n) -> n)
                .list();
    }

    private void write(Told one) {
        Long id = jdbc.sql("""
                insert into agency_event (agency, incident_id, type, at, data) values (?, ?, ?, ?, ?) returning event_id
                """)
                .params(one.agency(), one.incidentId(), one.type(), one.at(), one.data())
                .query(Long.class)
                .single();
        jdbc.sql("""
                insert into delivery (webhook_id, agency, incident_id, event_id, state, attempts, next_at, added_at)
                select webhook_id, agency, ?, ?, 'PENDING', 0, ?, ? from webhook where agency = ? and active
                """)
                .params(one.incidentId(), id, one.at(), one.at(), one.agency())
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
