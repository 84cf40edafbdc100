package metro.cctv.link.delivery;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.secret.SecretBox;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The registry of webhooks. */
@Service
class Webhooks {
    /** Per agency; more is a mistake or an attack. */
    private static final int AT_MOST = 10;

    private final JdbcClient jdbc;
    private final SecretBox secrets;
    private final WebhookSender sender;
    private final DeliveryWorkers workers;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Webhooks(
            JdbcClient jdbc,
            SecretBox secrets,
            WebhookSender sender,
            DeliveryWorkers workers,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.sender = sender;
        this.workers = workers;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param secret shown this once */
    record Registered(UUID webhookId, String secret) {
        @Override
        public String toString() {
            return "Registered[" + webhookId + "]";
        }
    }

    record Webhook(
            UUID webhookId,
            String url,
            @Nullable String backupUrl,
            boolean active,
            Instant createdAt,
            String createdBy,
            long waiting) {}

    @Transactional
    public Registered register(Caller caller, String agency, URI url, @Nullable URI backup, String from) {
        check("url", url);
        if (backup != null) check("backupUrl", backup);
        if (list(agency).stream().filter(Webhook::active).count() >= AT_MOST)
            throw new ProblemException(
                    ProblemType.CONFLICT, "The agency has " + AT_MOST + " webhooks; remove one first.");
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into webhook (webhook_id, agency, url, backup_url, secret, active, created_at, created_by) values (?, ?, ?, ?, ?, true, ?, ?)")
                .param(id)
                .param(agency)
                .param(url.toString())
                .param(backup == null ? null : backup.toString())
                .param(secrets.lock(secret.getBytes(StandardCharsets.UTF_8)))
                .param(Timestamp.from(clock.instant()))
                .param(caller.subject())
                .update();
        audit.allowedTogether(
                caller, Access.to("webhook.register", "webhook", id.toString()).from(from));
        return new Registered(id, secret);
    }

    private void check(String field, URI url) {
        sender.refusal(url).ifPresent(why -> {
            throw new ProblemException(ProblemType.ADDRESS_REFUSED, field + ": " + why);
        });
    }

    /** After a registration has committed. */
    void started() {
        workers.look();
    }

    List<Webhook> list(String agency) {
        return jdbc.sql("""
                select w.*, (select count(*) from delivery d where d.webhook_id = w.webhook_id and d.state = 'PENDING') waiting
                from webhook w where agency = ? order by created_at
                """)
                .param(agency)
                .query((row, n) -> new Webhook(
                        row.getObject("webhook_id", UUID.class),
                        row.getString("url"),
                        row.getString("backup_url"),
                        row.getBoolean("active"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("created_by"),
                        row.getLong("waiting")))
                .list();
    }

    /** It gets no more events, and what waited for it is given up; the feed keeps everything. */
    @Transactional
    public void remove(Caller caller, String agency, UUID webhookId, String from) {
        int changed = jdbc.sql("update webhook set active = false where webhook_id = ? and agency = ? and active")
                .params(webhookId, agency)
                .update();
        if (changed == 0) throw new ProblemException(ProblemType.NOT_FOUND, "No such webhook.");
        jdbc.sql(
                        "update delivery set state = 'DEAD', ended_at = ?, last_error = 'webhook removed' where webhook_id = ? and state = 'PENDING'")
                .params(Timestamp.from(clock.instant()), webhookId)
                .update();
        audit.allowedTogether(
                caller,
                Access.to("webhook.remove", "webhook", webhookId.toString()).from(from));
    }

    /** Sends again what the agency was told after a cursor, with the same ids. */
    @Transactional
    public int replay(Caller caller, String agency, UUID webhookId, long after, String from) {
        Timestamp now = Timestamp.from(clock.instant());
        int added = jdbc.sql("""
                insert into delivery (webhook_id, agency, incident_id, event_id, state, attempts, next_at, added_at)
                select w.webhook_id, w.agency, e.incident_id, e.event_id, 'PENDING', 0, :now, :now
                from webhook w join agency_event e on e.agency = w.agency and e.event_id > :after
                where w.webhook_id = :id and w.agency = :agency and w.active
                  and not exists (select 1 from delivery d where d.webhook_id = w.webhook_id
                    and d.event_id = e.event_id and d.state = 'PENDING')
                order by e.event_id limit 10000
                """)
                .param("now", now)
                .param("after", after)
                .param("id", webhookId)
                .param("agency", agency)
                .update();
        audit.allowedTogether(
                caller,
                Access.to("webhook.replay", "webhook", webhookId.toString()).from(from));
        return added;
    }
}
