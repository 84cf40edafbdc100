package metro.cctv.registry.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which districts speak. */
@Repository
class DistrictLinks {
    private final JdbcClient jdbc;

    DistrictLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param heard the latest word by district; one that is not later than the last is nothing new */
    void heard(Map<String, Instant> heard, Duration silenceAfter) {
        for (var district :
                heard.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList())
            jdbc.sql("""
                            insert into district_link as d (district_code, heard_at, back_at, since)
                            values (:district, :at, :at, :at)
                            on conflict (district_code) do update set heard_at = excluded.heard_at,
                              back_at = case when d.stale or d.heard_at < excluded.heard_at - :silence * interval '1 s'
                                then excluded.heard_at else d.back_at end,
                              stale = false, since = case when d.stale then excluded.heard_at else d.since end
                            where excluded.heard_at > d.heard_at
                            """)
                    .param("district", district.getKey())
                    .param("at", SqlHealth.utc(district.getValue()))
                    .param("silence", silenceAfter.toSeconds())
                    .update();
    }

    List<Link> speaking() {
        return jdbc.sql("select district_code, heard_at from district_link where not stale order by district_code")
                .query((row, n) -> new Link(row.getString("district_code"), SqlHealth.instant(row, "heard_at")))
                .list();
    }

    /** @return false when it spoke meanwhile */
    boolean turnStale(Link link) {
        return jdbc.sql("""
                        update district_link set stale = true, since = heard_at
                        where district_code = ? and heard_at = ? and not stale
                        """)
                        .params(link.districtCode(), SqlHealth.utc(link.heardAt()))
                        .update()
                == 1;
    }

    record Link(String districtCode, Instant heardAt) {}
}
