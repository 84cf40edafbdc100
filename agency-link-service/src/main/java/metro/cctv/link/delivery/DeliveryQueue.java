package metro.cctv.link.delivery;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What each agency's webhooks still have to take. Within an incident the order holds: a later event waits for the
 * earlier ones of the same webhook. Different incidents do not wait for each other.
 */
@Repository
class DeliveryQueue {
    /** Beyond the time for two paths: looking a name up, and writing down what came of it. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final DeliveryProperties properties;
    private final Clock clock;

    DeliveryQueue(JdbcClient jdbc, DeliveryProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param backupUrl the second path, tried when the first fails; null: there is none
     * @param secret encrypted
     */
    record Due(
            long deliveryId,
            UUID webhookId,
            String url,
            @Nullable String backupUrl,
            byte[] secret,
            AgencyEvent event,
            int failures,
            Instant addedAt) {}

    /** How long a try may take before another instance, or this one after a crash, may take over. */
    Duration lease() {
        return properties.timeout().multipliedBy(2).plus(MARGIN);
    }

    List<String> agencies() {
        return jdbc.sql("select distinct agency from webhook where active")
                .query((row, n) -> row.getString(1))
                .list();
    }

    long countWaiting() {
        return jdbc.sql("select count(*) from delivery where state = 'PENDING'")
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /** Takes the next one under a lease; fresh events go before retries. */
    Optional<Due> take(String agency) {
        Instant now = clock.instant();
        return jdbc.sql("""
                with due as (
                  select d.delivery_id from delivery d
                  where d.agency = :agency and d.state = 'PENDING' and d.next_at <= :now and not exists (
                    select 1 from delivery e where e.webhook_id = d.webhook_id and e.incident_id = d.incident_id
                      and e.state = 'PENDING' and e.delivery_id < d.delivery_id)
                  order by d.attempts, d.delivery_id
                  limit 1 for update skip locked),
                taken as (
                  update delivery set next_at = :lease, attempts = attempts + 1
                  from due where delivery.delivery_id = due.delivery_id returning delivery.*)
                select t.delivery_id, t.attempts, t.added_at, w.webhook_id, w.url, w.backup_url, w.secret, e.*
                from taken t join webhook w using (webhook_id) join agency_event e using (event_id)
                """)
                .param("agency", agency)
                .param("now", Timestamp.from(now))
                .param("lease", Timestamp.from(now.plus(lease())))
                .query((row, n) -> new Due(
                        row.getLong("delivery_id"),
                        row.getObject("webhook_id", UUID.class),
                        row.getString("url"),
                        row.getString("backup_url"),
                        row.getBytes("secret"),
                        AgencyFeed.event(row, n),
                        row.getInt("attempts") - 1,
                        row.getTimestamp("added_at").toInstant()))
                .optional();
    }

    void done(Due due) {
        end(due, "DONE", null);
    }

    /** @return whether it was given up */
    boolean failed(Due due, String error) {
        Instant now = clock.instant();
        if (!now.isBefore(due.addedAt().plus(properties.deadAfter()))) {
            end(due, "DEAD", error);
            return true;
        }
        Duration pause = BackoffPolicy.pause(
                due.failures() + 1,
                properties.firstBackoff(),
                properties.maxBackoff(),
                ThreadLocalRandom.current().nextDouble());
        jdbc.sql("update delivery set next_at = ?, last_error = ? where delivery_id = ?")
                .params(Timestamp.from(now.plus(pause)), error, due.deliveryId())
                .update();
        return false;
    }

    private void end(Due due, String state, @Nullable String error) {
        jdbc.sql("update delivery set state = ?, ended_at = ?, last_error = ? where delivery_id = ?")
                .param(state)
                .param(Timestamp.from(clock.instant()))
                .param(error)
                .param(due.deliveryId())
                .update();
    }
}
