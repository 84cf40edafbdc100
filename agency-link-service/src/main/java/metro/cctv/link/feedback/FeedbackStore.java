package metro.cctv.link.feedback;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.link.feedback.ThresholdAdviceRule.Example;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The queue's own rows, read as examples: what was raised, and what people decided. There is no second copy. */
@Repository
class FeedbackStore {
    /** Of one answer; in a storm the newest count. */
    static final int MOST_ALERTS = 20_000;

    /** No alert has it: with it the end of a time is exclusive. */
    static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;

    FeedbackStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where something was seen. */
    record Watched(String cameraId, String districtCode, String zoneId, String zoneName, String behaviour) {}

    /** @param cameraName null: the camera is gone */
    record Labelled(
            UUID alertId,
            Watched watched,
            @Nullable String cameraName,
            Verdict verdict,
            @Nullable String reason,
            double score,
            Instant raisedAt,
            String modelSha256,
            String ruleVersion) {}

    /** Newest first; only of some districts. */
    List<Labelled> raised(Set<String> districts, Instant from, Instant to, int limit) {
        return read(districts, from, to, limit, FIRST, false);
    }

    private List<Labelled> read(
            Set<String> districts, Instant from, Instant to, int limit, UUID beforeId, boolean onlyDecided) {
        return jdbc.sql("""
                select a.alert_id, a.camera_id, a.district_code, a.state, a.dismiss_reason, a.raised_at, a.raised ->> 'zoneId' as zone_id,
                  a.raised ->> 'zoneName' as zone_name, a.raised ->> 'behaviour' as behaviour,
                  (a.raised ->> 'score')::float8 as score, a.raised ->> 'modelSha256' as model, a.raised ->> 'ruleVersion' as rule,
                  c.configured ->> 'name' as camera_name
                from alert a left join camera c using (camera_id)
                where a.merged_into is null and a.raised_at >= :from and (a.raised_at, a.alert_id) < (:to, :beforeId)
                  and (not :onlyDecided or a.state in ('ACKNOWLEDGED', 'DISMISSED', 'ESCALATED'))
                  and (:everywhere or a.district_code = any(:districts))
                order by a.raised_at desc, a.alert_id desc limit :limit
                """)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .param("limit", limit)
                .param("beforeId", beforeId)
                .param("onlyDecided", onlyDecided)
                .query((row, n) -> new Labelled(
                        row.getObject("alert_id", UUID.class),
                        new Watched(
                                row.getString("camera_id"),
                                row.getString("district_code"),
                                row.getString("zone_id"),
                                row.getString("zone_name"),
                                row.getString("behaviour")),
                        row.getString("camera_name"),
                        Verdict.of(row.getString("state"), row.getString("dismiss_reason")),
                        row.getString("dismiss_reason"),
                        row.getDouble("score"),
                        row.getTimestamp("raised_at").toInstant(),
                        row.getString("model"),
                        row.getString("rule")))
                .list();
    }

    /** As {@link #raised}, only what people have decided, before a place in the list. */
    List<Labelled> decided(Set<String> districts, Instant from, Instant before, UUID beforeId, int limit) {
        return read(districts, from, before, limit, beforeId, true);
    }

    /** What tells true from false, by zone and behaviour: duplicates, tests and what nobody decided say nothing. */
    static Map<Watched, List<Example>> examples(List<Labelled> labelled) {
        Map<Watched, List<Example>> examples = new LinkedHashMap<>();
        for (Labelled one : labelled)
            if (one.verdict() == Verdict.REAL || one.verdict().isFalseAlarm())
                examples.computeIfAbsent(one.watched(), where -> new ArrayList<>())
                        .add(new Example(one.score(), one.verdict() == Verdict.REAL));
        return examples;
    }
}
