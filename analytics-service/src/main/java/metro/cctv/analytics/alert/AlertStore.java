package metro.cctv.analytics.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertRaised;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Alert, evidence and announcement commit together or not at all. */
@Repository
class AlertStore {
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    AlertStore(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param jpeg null: destroyed */
    record Evidence(UUID alertId, String cameraId, String districtCode, byte @Nullable [] jpeg) {}

    /** @return empty when it was stored before: a replay */
    @Transactional
    public Optional<AlertRaised> store(AlertDraft draft) {
        BehaviourSeen seen = draft.seen();
        AlertRaised alert = new AlertRaised(
                AlertId.of(draft.cameraId(), seen),
                draft.cameraId(),
                draft.districtCode(),
                seen.behaviour(),
                seen.zone().zoneId(),
                seen.zone().name(),
                seen.startedAt(),
                seen.at(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                seen.doer().confidence(),
                seen.doer().trackId(),
                draft.objects(),
                draft.model().name(),
                draft.model().sha256(),
                seen.ruleVersion(),
                thresholds(draft));
        if (!insert(alert)) return Optional.empty();
        jdbc.sql("insert into evidence (alert_id, captured_at, jpeg) values (?, ?, ?)")
                .params(alert.alertId(), Timestamp.from(alert.capturedAt()), draft.jpeg())
                .update();
        outbox.add(Topics.ALERT, alert.cameraId(), alert);
        return Optional.of(alert);
    }

    /** The rule's parameters, and from which score on the model's word counted. */
    private static Map<String, Double> thresholds(AlertDraft draft) {
        Map<String, Double> thresholds = new HashMap<>(draft.seen().thresholds());
        thresholds.put("modelScore", draft.model().scoreThreshold());
        return thresholds;
    }

    Optional<Evidence> findEvidence(UUID alertId) {
        return jdbc.sql("""
                        select a.camera_id, a.district_code, e.jpeg
                        from alert a join evidence e on e.alert_id = a.alert_id
                        where a.alert_id = ?
                        """)
                .param(alertId)
                .query((row, n) -> new Evidence(alertId, row.getString(1), row.getString(2), row.getBytes(3)))
                .optional();
    }

    /** @return how many pictures are gone now */
    @Transactional
    public int destroyEvidenceBefore(Instant limit) {
        return jdbc.sql("update evidence set jpeg = null, destroyed_at = ? where jpeg is not null and captured_at < ?")
                .params(Timestamp.from(clock.instant()), Timestamp.from(limit))
                .update();
    }

    private boolean insert(AlertRaised alert) {
        return jdbc.sql("""
                        insert into alert (alert_id, camera_id, district_code, behaviour, zone_id, started_at, captured_at,
                                           raised_at, track_id, score, model_sha256, rule_version)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (alert_id) do nothing
                        """)
                        .params(
                                alert.alertId(),
                                alert.cameraId(),
                                alert.districtCode(),
                                alert.behaviour().name(),
                                alert.zoneId(),
                                Timestamp.from(alert.startedAt()),
                                Timestamp.from(alert.capturedAt()),
                                Timestamp.from(alert.raisedAt()),
                                alert.trackId(),
                                alert.score(),
                                alert.modelSha256(),
                                alert.ruleVersion())
                        .update()
                == 1;
    }
}
