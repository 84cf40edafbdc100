package metro.cctv.link.agencycase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.link.secret.SecretBox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The same request again gets the same answer for a day. Answers hold tickets, so they are kept encrypted, and go when the
 * case does: a request that comes again after that is told so, and opens nothing.
 */
@Component
class IdempotentAnswers {
    private static final Logger log = LoggerFactory.getLogger(IdempotentAnswers.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");

    private final JdbcClient jdbc;
    private final SecretBox secrets;
    private final Clock clock;

    IdempotentAnswers(JdbcClient jdbc, SecretBox secrets, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Both null: the case is over. */
    private record Stored(@Nullable String bodySha256, byte @Nullable [] answer) {}

    /** @throws ProblemException when the key came with another body, or its case is over */
    Optional<OpenedCase> find(String agency, String key, Object body) {
        if (!KEY.matcher(key).matches())
            throw new ProblemException(ProblemType.INVALID_FIELD, "Idempotency-Key: 1 to 100 printable characters");
        Optional<Stored> stored = jdbc.sql("""
                select body_sha256, answer from idempotent_answer
                where agency = ? and idempotency_key = ? and at > ?
                """)
                .params(agency, key, Timestamp.from(clock.instant().minus(KEPT)))
                .query((row, n) -> new Stored(row.getString(1), row.getBytes(2)))
                .optional();
        if (stored.isEmpty()) return Optional.empty();
        byte[] answer = stored.get().answer();
        if (answer == null)
            throw new ProblemException(
                    ProblemType.CASE_CLOSED,
                    "Idempotency-Key: the case that it opened is closed; a new one needs a new key.");
        if (!sha256(body).equals(stored.get().bodySha256()))
            throw new ProblemException(ProblemType.INVALID_FIELD, "Idempotency-Key: it came with another body before");
        return Optional.of(EventJson.MAPPER.readValue(secrets.open(answer), OpenedCase.class));
    }

    void store(String agency, String key, Object body, OpenedCase answer) {
        jdbc.sql("""
                insert into idempotent_answer (agency, idempotency_key, body_sha256, answer, at, incident_id)
                values (?, ?, ?, ?, ?, ?)
                on conflict (agency, idempotency_key) do update set body_sha256 = excluded.body_sha256,
                  answer = excluded.answer, at = excluded.at, incident_id = excluded.incident_id
                """)
                .params(
                        agency,
                        key,
                        sha256(body),
                        secrets.lock(EventJson.MAPPER.writeValueAsBytes(answer)),
                        Timestamp.from(clock.instant()),
                        answer.incidentId())
                .update();
    }

    /** The case is over: what its answers hold of people and pictures goes with it; that the key was used stays. */
    void forget(UUID incidentId) {
        jdbc.sql("update idempotent_answer set answer = null, body_sha256 = null where incident_id = ?")
                .param(incidentId)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        try {
            jdbc.sql("delete from idempotent_answer where at <= ?")
                    .param(Timestamp.from(clock.instant().minus(KEPT)))
                    .update();
        } catch (RuntimeException e) {
            log.warn("Old answers are forgotten later: {}", e.getMessage());
        }
    }

    private static String sha256(Object body) {
        try {
            byte[] bytes = EventJson.MAPPER.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
