package metro.cctv.link.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import metro.cctv.contracts.CityTime;
import metro.cctv.link.statistics.SuppressionRule.Counted;
import metro.cctv.link.vocabulary.StatisticsClass;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums over whole months of the city's time. Districts null: every one. */
@Repository
class Statistics {
    /** Side of a map cell: about 450 m east and 550 m north in Daejeon. */
    static final double CELL_DEG = 0.005;

    private final JdbcClient jdbc;

    Statistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What usage can be split by. */
    enum By {
        DISTRICT("district_code"),
        PURPOSE("purpose"),
        AGENCY("coalesce(agency, 'CENTRE')"),
        ACTION("action");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /** @param district null: not split by it, like the others; or the ledger's rows name none */
    record Usage(
            @Nullable String district,
            @Nullable String purpose,
            @Nullable String agency,
            @Nullable String action,
            long count) {}

    List<Usage> usage(SequencedSet<By> by, Instant from, Instant to, @Nullable Collection<String> districts) {
        List<String> columns = List.of(By.values()).stream()
                .map(one -> by.contains(one) ? one.column : "cast(null as text)")
                .toList();
        String sql = "select " + columns.get(0) + " as district, " + columns.get(1) + " as purpose, " + columns.get(2)
                + " as agency, " + columns.get(3) + " as action, count(*) as n from usage_row"
                + " where at >= :from and at < :to and (:everywhere or district_code = any(:districts))"
                + " group by 1, 2, 3, 4 order by 1 nulls last, 2, 3, 4";
        return jdbc.sql(sql)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("everywhere", districts == null)
                .param("districts", array(districts))
                .query((row, n) -> new Usage(
                        row.getString("district"),
                        row.getString("purpose"),
                        row.getString("agency"),
                        row.getString("action"),
                        row.getLong("n")))
                .list();
    }

    /**
     * Seconds from the report; null: there was none such.
     *
     * @param withVideo incidents of which a picture was looked at
     */
    record Response(
            YearMonth month,
            StatisticsClass statisticsClass,
            long incidents,
            long withVideo,
            @Nullable Double videoP50S,
            @Nullable Double videoP95S,
            long withArrival,
            @Nullable Double arrivalP50S,
            @Nullable Double arrivalP95S) {}

    List<Response> response(YearMonth from, YearMonth to, @Nullable Collection<String> districts) {
        return jdbc.sql("""
                select to_char(opened_at at time zone :zone, 'YYYY-MM') as month, statistics_class,
                  count(*) as incidents, count(first_video_at) as with_video, count(arrived_at) as with_arrival,
                  percentile_cont(array[0.5, 0.95]) within group (order by extract(epoch from first_video_at - opened_at)) as video,
                  percentile_cont(array[0.5, 0.95]) within group (order by extract(epoch from arrived_at - opened_at)) as arrival
                from incident
                where opened_at >= :from and opened_at < :to and (:everywhere or district_code = any(:districts))
                group by 1, 2 order by 1, 2
                """)
                .param("zone", CityTime.ZONE.getId())
                .param("from", Timestamp.from(begin(from)))
                .param("to", Timestamp.from(begin(to.plusMonths(1))))
                .param("everywhere", districts == null)
                .param("districts", array(districts))
                .query((row, n) -> new Response(
                        YearMonth.parse(row.getString("month")),
                        StatisticsClass.valueOf(row.getString("statistics_class")),
                        row.getLong("incidents"),
                        row.getLong("with_video"),
                        percentile(row, "video", 0),
                        percentile(row, "video", 1),
                        row.getLong("with_arrival"),
                        percentile(row, "arrival", 0),
                        percentile(row, "arrival", 1)))
                .list();
    }

    /** @param lon of the south-west corner */
    record Cell(double lon, double lat, double sideDeg, long count) implements Counted {
        static final Comparator<Cell> BY_PLACE =
                Comparator.comparingDouble(Cell::lon).thenComparingDouble(Cell::lat);

        Cell inFives() {
            return new Cell(lon, lat, sideDeg, SuppressionRule.inFives(count));
        }
    }

    /**
     * All cells of the month, small ones too: what is shown is {@link SuppressionRule}'s to say. Incidents about vulnerable people
     * have lost their place.
     */
    List<Cell> cells(YearMonth month) {
        return jdbc.sql("""
                select floor(lon / :side) * :side as lon, floor(lat / :side) * :side as lat, count(*) as n from incident
                where opened_at >= :from and opened_at < :to
                  and not exists (select 1 from vulnerable_alarm v where v.incident_id = incident.incident_id)
                group by 1, 2 order by n desc, lon, lat
                """)
                .param("side", CELL_DEG)
                .param("from", Timestamp.from(begin(month)))
                .param("to", Timestamp.from(begin(month.plusMonths(1))))
                .query((row, n) -> new Cell(
                        rounded(row.getDouble("lon")), rounded(row.getDouble("lat")), CELL_DEG, row.getLong("n")))
                .list();
    }

    record Line(String district, StatisticsClass statisticsClass, long count) implements Counted {}

    List<Line> lines(YearMonth month) {
        return jdbc.sql("""
                select district_code, statistics_class, count(*) as n from incident
                where opened_at >= :from and opened_at < :to group by 1, 2 order by 1, 2
                """)
                .param("from", Timestamp.from(begin(month)))
                .param("to", Timestamp.from(begin(month.plusMonths(1))))
                .query((row, n) -> new Line(
                        row.getString("district_code"),
                        StatisticsClass.valueOf(row.getString("statistics_class")),
                        row.getLong("n")))
                .list();
    }

    static SequencedSet<By> by(String text) {
        SequencedSet<By> by = new LinkedHashSet<>();
        for (String name : text.split(",")) {
            try {
                by.add(By.valueOf(name.strip().toUpperCase(java.util.Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("by: of district, purpose, agency, action", e);
            }
        }
        return by;
    }

    static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(CityTime.ZONE).toInstant();
    }

    private static String[] array(@Nullable Collection<String> districts) {
        return districts == null ? new String[0] : districts.toArray(String[]::new);
    }

    private static @Nullable Double percentile(ResultSet row, String column, int index) throws SQLException {
        java.sql.Array array = row.getArray(column);
        if (row.wasNull()) return null;
        return ((Double[]) array.getArray())[index];
    }

    static double rounded(double degrees) {
        return Math.round(degrees * 1000) / 1000.0;
    }
}
