package metro.cctv.link.alert;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.link.alert.MergeRule.Neighbour;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a fresh alert may be merged into. */
@Repository
class MergeStore {
    /** Alerts come a little later than their pictures; one that comes much later stands alone. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int MOST = 100;

    private final JdbcClient jdbc;

    MergeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two neighbours at once must not both believe to be the first; held until the transaction ends. */
    void hold(AlertRaised fresh) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("alert-merge " + fresh.districtCode() + " " + fresh.behaviour())
                .query((row, n) -> n)
                .list();
    }

    /** Nobody decides on them before this transaction ends; what somebody is deciding on just now is waited for, and looked at again. */
    List<Neighbour> open(AlertRaised fresh, Duration within, double metres) {
        return jdbc
                .sql("""
                        select a.alert_id, a.raised, st_distance(c.place, here.place) as metres
                        from camera here join camera c on st_dwithin(c.place, here.place, :metres)
                          and c.camera_id <> here.camera_id
                        join alert a on a.camera_id = c.camera_id
                        where here.camera_id = :camera and a.state in ('NEW', 'CLAIMED') and a.merged_into is null
                          and a.district_code = :district and a.raised ->> 'behaviour' = :behaviour
                          and a.raised_at between :from and :to
                        order by a.raised_at limit :most for share of a
                        """)
                .param("metres", metres)
                .param("camera", fresh.cameraId())
                .param("district", fresh.districtCode())
                .param("behaviour", fresh.behaviour().name())
                .param("from", Timestamp.from(fresh.raisedAt().minus(within).minus(LATE)))
                .param("to", Timestamp.from(fresh.raisedAt().plus(within).plus(LATE)))
                .param("most", MOST)
                .query((row, n) -> new Found(
                        EventJson.MAPPER.readValue(row.getString("raised"), AlertRaised.class),
                        row.getDouble("metres")))
                .list()
                .stream()
                .flatMap(found -> found.neighbour().stream())
                .toList();
    }

    private record Found(AlertRaised raised, double metres) {
        java.util.Optional<Neighbour> neighbour() {
            return MergeRule.kindOf(raised)
                    .map(kind -> new Neighbour(raised.alertId(), raised.cameraId(), kind, raised.capturedAt(), metres));
        }
    }
}
