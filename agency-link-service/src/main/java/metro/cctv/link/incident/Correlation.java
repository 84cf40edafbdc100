package metro.cctv.link.incident;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whether something that was seen belongs to an incident that the centre works on already, whatever opened that: an alert, a
 * fire sensor, a telephone company. An agency's own case is the agency's, and nothing joins it.
 */
@Repository
class Correlation {
    static final String JOINED = "event.joined";

    private final JdbcClient jdbc;
    private final CorrelationProperties properties;

    Correlation(JdbcClient jdbc, CorrelationProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /** @param between how far apart the two moments are */
    record Match(UUID incidentId, double distanceM, Duration between) {
        /** The reasons, for the timeline. */
        String words(String what) {
            return String.format(Locale.ROOT, "%s: %.0f m, %d s", what, distanceM, between.toSeconds());
        }
    }

    /** The nearest of them. @param districts of which; null: of every one */
    Optional<Match> find(double lon, double lat, Instant seenAt, @Nullable Collection<String> districts) {
        return jdbc.sql("""
                select incident_id, st_distance(place, here) as distance_m,
                  least(abs(extract(epoch from opened_at - :at)), abs(extract(epoch from joined_at - :at))) as apart_s
                from (
                  select i.incident_id, i.opened_at,
                    cast(st_setsrid(st_makepoint(coalesce(t.lon, i.lon), coalesce(t.lat, i.lat)), 4326) as geography) as place,
                    cast(st_setsrid(st_makepoint(:lon, :lat), 4326) as geography) as here,
                    (select max(e.at) from incident_entry e
                     where e.incident_id = i.incident_id and e.what = :joined) as joined_at
                  from incident i left join case_target t using (incident_id)
                  where i.status = 'OPEN' and i.agency is null and (:everywhere or i.district_code = any(:districts))) known
                where st_dwithin(place, here, :within)
                  and (abs(extract(epoch from opened_at - :at)) <= :window
                       or abs(extract(epoch from joined_at - :at)) <= :window)
                order by distance_m, opened_at limit 1
                """)
                .param("at", Timestamp.from(seenAt))
                .param("lon", lon)
                .param("lat", lat)
                .param("joined", JOINED)
                .param("everywhere", districts == null)
                .param("districts", districts == null ? new String[0] : districts.toArray(String[]::new))
                .param("within", properties.withinM())
                .param("window", properties.window().toSeconds())
                .query((row, n) -> new Match(
                        row.getObject("incident_id", UUID.class),
                        row.getDouble("distance_m"),
                        Duration.ofSeconds(Math.round(row.getDouble("apart_s")))))
                .optional();
    }
}
