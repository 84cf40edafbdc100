package metro.cctv.link.priority;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.link.priority.PriorityRule.NearIncident;
import metro.cctv.link.priority.PriorityRule.SeenBehaviour;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What makes cameras hot now, of some districts, by camera. */
@Repository
class HotFacts {
    /** In a storm of alerts the newest count. */
    private static final int MOST_ALERTS = 5_000;

    private static final int MOST_CAMERAS_NEAR = 5_000;

    private final JdbcClient jdbc;
    private final PriorityProperties properties;

    HotFacts(JdbcClient jdbc, PriorityProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** Alerts of the last hours that nobody has decided on, and of the last minutes whatever was decided, but not dismissed ones; a merged one as its head. */
    Map<String, List<SeenBehaviour>> behaviours(Set<String> districts, Instant now) {
        Map<String, List<SeenBehaviour>> seen = new HashMap<>();
        jdbc.sql("""
                select * from (
                  select a.camera_id, a.alert_id, a.district_code, a.raised ->> 'behaviour' as behaviour,
                    (a.raised ->> 'score')::float8 as score, a.raised_at, coalesce(h.state, a.state) as state,
                    coalesce(h.state, a.state) in ('NEW', 'CLAIMED') as open
                  from alert a left join alert h on h.alert_id = a.merged_into
                  where a.raised_at > :since and (:everywhere or a.district_code = any(:districts))) seen
                where open or (state in ('ACKNOWLEDGED', 'ESCALATED') and raised_at > :lately)
                order by raised_at desc limit :most
                """)
                .param("since", Timestamp.from(now.minus(properties.openFor())))
                .param("lately", Timestamp.from(now.minus(properties.decidedFor())))
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .param("most", MOST_ALERTS)
                .query(row -> {
                    seen.computeIfAbsent(row.getString("camera_id"), id -> new ArrayList<>())
                            .add(new SeenBehaviour(
                                    row.getObject("alert_id", UUID.class),
                                    Behaviour.valueOf(row.getString("behaviour")),
                                    row.getDouble("score"),
                                    Duration.between(
                                            row.getTimestamp("raised_at").toInstant(), now),
                                    row.getBoolean("open")));
                });
        return seen;
    }

    /**
     * The nearest open incident of each camera that has one near, where it is now. Of another district's one only knows that there
     * is one, and of its alarms about people not even that.
     */
    Map<String, NearIncident> incidents(Set<String> districts) {
        Map<String, NearIncident> near = new HashMap<>();
        jdbc.sql("""
                select distinct on (c.camera_id) c.camera_id, i.kind, i.incident_id,
                  i.district_code = c.district_code as own, st_distance(c.place, i.at) as distance_m
                from (select i.*, cast(st_setsrid(
                        st_makepoint(coalesce(t.lon, i.lon), coalesce(t.lat, i.lat)), 4326) as geography) as at,
                        exists (select 1 from vulnerable_alarm v where v.incident_id = i.incident_id) as of_a_person
                      from incident i left join case_target t using (incident_id) where i.status = 'OPEN') i
                join camera c on st_dwithin(c.place, i.at, :within)
                where c.state = 'ACTIVE' and (:everywhere or c.district_code = any(:districts))
                  and (i.district_code = c.district_code or not i.of_a_person)
                order by c.camera_id, own desc, distance_m limit :most
                """)
                .param("within", properties.incidentWithinM())
                .param("everywhere", districts.contains(VideoAccessRule.ALL_DISTRICTS))
                .param("districts", districts.toArray(String[]::new))
                .param("most", MOST_CAMERAS_NEAR)
                .query(row -> {
                    near.put(
                            row.getString("camera_id"),
                            row.getBoolean("own")
                                    ? new NearIncident.Own(
                                            row.getObject("incident_id", UUID.class),
                                            row.getString("kind"),
                                            row.getDouble("distance_m"))
                                    : new NearIncident.Foreign());
                });
        return near;
    }
}
