package metro.cctv.link.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.sweep.Sweep;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertSuppressed;
import metro.cctv.contracts.alert.Behaviour;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What was seen and stands in nobody's queue: how often, where and why. */
@Component
class Suppressions {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST_ROWS = 500;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Suppressed alerts that are old");

    Suppressions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Why {
        /** The same in the same zone a moment before. */
        COOL_DOWN,
        /** Told before of a thing that is parked there. */
        PARKED,
        /** A neighbouring camera told it; it hangs on that alert. */
        NEIGHBOUR
    }

    /** @param lastAt capture time of the last one */
    record Count(
            String cameraId,
            @Nullable String cameraName,
            String districtCode,
            String zoneId,
            String zoneName,
            Behaviour behaviour,
            Why reason,
            long count,
            Instant lastAt) {}

    @KafkaListener(topics = Topics.SUPPRESSION, groupId = "link-suppressions")
    void on(AlertSuppressed one) {
        jdbc.sql("""
                        insert into suppressed_alert (suppression_id, camera_id, district_code, behaviour, zone_id, zone_name,
                          reason, captured_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(
                        one.suppressionId(),
                        one.cameraId(),
                        one.districtCode(),
                        one.behaviour().name(),
                        one.zoneId(),
                        one.zoneName(),
                        one.reason().name(),
                        Timestamp.from(one.capturedAt()))
                .update();
    }

    /** Most first, only of the caller's districts. */
    List<Count> since(Caller caller, Instant from) {
        return jdbc.sql("""
                        with seen as (
                          select camera_id, district_code, zone_id, zone_name, behaviour, reason, captured_at
                          from suppressed_alert where captured_at >= :from
                          union all
                          select camera_id, district_code, raised ->> 'zoneId', raised ->> 'zoneName', raised ->> 'behaviour',
                            'NEIGHBOUR', raised_at
                          from alert where merged_into is not null and raised_at >= :from)
                        select s.camera_id, c.configured ->> 'name' as camera_name, s.district_code, s.zone_id,
                          max(s.zone_name) as zone_name, s.behaviour, s.reason, count(*) as n, max(s.captured_at) as last_at
                        from seen s left join camera c using (camera_id)
                        where :everywhere or s.district_code = any(:districts)
                        group by s.camera_id, camera_name, s.district_code, s.zone_id, s.behaviour, s.reason
                        order by n desc, last_at desc limit :most
                        """)
                .param("from", Timestamp.from(from))
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .param("most", MOST_ROWS)
                .query((row, n) -> new Count(
                        row.getString("camera_id"),
                        row.getString("camera_name"),
                        row.getString("district_code"),
                        row.getString("zone_id"),
                        row.getString("zone_name"),
                        Behaviour.valueOf(row.getString("behaviour")),
                        Why.valueOf(row.getString("reason")),
                        row.getLong("n"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void forget() {
        sweep.run(() -> {
            jdbc.sql("delete from suppressed_alert where captured_at < ?")
                    .param(Timestamp.from(clock.instant().minus(KEPT)))
                    .update();
        });
    }
}
