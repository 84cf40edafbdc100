package metro.cctv.link.statistics;

import java.sql.Timestamp;
import java.time.YearMonth;
import java.util.List;
import metro.cctv.contracts.CityTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where and at what hours patrols are worth most: incidents, and alerts that a person found true, of one quarter. */
@Repository
class HotSpots {
    /** A cell per hour would be too small for anything but noise and names. */
    static final int BAND_HOURS = 3;

    private final JdbcClient jdbc;

    HotSpots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param fromHour of the city's day, to {@code fromHour + BAND_HOURS}
     * @param count rounded down to fives by {@link SuppressionRule#inFives}, once it is shown
     */
    record HotSpot(double lon, double lat, double sideDeg, int fromHour, int toHour, long count)
            implements SuppressionRule.Counted {
        HotSpot inFives() {
            return new HotSpot(lon, lat, sideDeg, fromHour, toHour, SuppressionRule.inFives(count));
        }
    }

    /**
     * All cells, small ones too, most first. An alert that became an incident counts once; one that nobody looked at, or that was
     * dismissed, says nothing. Incidents about vulnerable people have no place any more.
     */
    List<HotSpot> of(YearMonth first, YearMonth last) {
        return jdbc.sql("""
                with seen as (
                  select lon, lat, opened_at as seen_at from incident i where opened_at >= :from and opened_at < :to
                    and not exists (select 1 from vulnerable_alarm v where v.incident_id = i.incident_id)
                  union all
                  select st_x(cast(c.place as geometry)), st_y(cast(c.place as geometry)), a.raised_at
                  from alert a join camera c using (camera_id)
                  where a.raised_at >= :from and a.raised_at < :to and a.state = 'ACKNOWLEDGED')
                select floor(lon / :side) * :side as lon, floor(lat / :side) * :side as lat,
                  floor(extract(hour from seen_at at time zone :zone) / :band) * :band as hour, count(*) as n
                from seen group by 1, 2, 3 order by n desc, 1, 2, 3
                """)
                .param("from", Timestamp.from(Statistics.begin(first)))
                .param("to", Timestamp.from(Statistics.begin(last.plusMonths(1))))
                .param("side", Statistics.CELL_DEG)
                .param("zone", CityTime.ZONE.getId())
                .param("band", BAND_HOURS)
                .query((row, n) -> new HotSpot(
                        Statistics.rounded(row.getDouble("lon")),
                        Statistics.rounded(row.getDouble("lat")),
                        Statistics.CELL_DEG,
                        row.getInt("hour"),
                        row.getInt("hour") + BAND_HOURS,
                        row.getLong("n")))
                .list();
    }
}
