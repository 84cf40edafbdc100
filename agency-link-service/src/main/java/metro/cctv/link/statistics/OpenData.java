package metro.cctv.link.statistics;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metro.cctv.link.statistics.Statistics.Cell;
import metro.cctv.link.statistics.Statistics.Line;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sheets for everybody outside, of finished months. Numbers under five are not there, the others in fives; and a sheet stays
 * as it was first given out, whatever is corrected or purged later. So neither two sheets nor two answers for one sheet can
 * be subtracted to find a single case.
 */
@Component
class OpenData {
    /** So that programs that guess take it for UTF-8. */
    private static final String BOM = "\uFEFF";

    private final JdbcClient jdbc;
    private final Statistics statistics;
    private final Clock clock;

    OpenData(JdbcClient jdbc, Statistics statistics, Clock clock) {
        this.jdbc = jdbc;
        this.statistics = statistics;
        this.clock = clock;
    }

    enum Sheet {
        /** By district and statistics class. */
        CLASSES,
        /** By cell of the safety map. */
        CELLS;

        static Sheet of(String text) {
            for (Sheet sheet : values()) if (sheet.name().equalsIgnoreCase(text)) return sheet;
            throw new IllegalArgumentException("sheet: classes or cells");
        }

        String fileName(YearMonth month) {
            return "%s-%s.csv".formatted(this == CLASSES ? "incidents" : "safety-map", month);
        }
    }

    /** @param month a finished one */
    @Transactional
    public byte[] of(YearMonth month, Sheet sheet) {
        return published(month, sheet).orElseGet(() -> {
            jdbc.sql("""
                    insert into open_data (month, sheet, published_at, content) values (?, ?, ?, ?)
                    on conflict do nothing
                    """)
                    .params(month.toString(), sheet.name(), Timestamp.from(clock.instant()), written(month, sheet))
                    .update();
            return published(month, sheet).orElseThrow();
        });
    }

    private Optional<byte[]> published(YearMonth month, Sheet sheet) {
        return jdbc.sql("select content from open_data where month = ? and sheet = ?")
                .params(month.toString(), sheet.name())
                .query((row, n) -> row.getBytes("content"))
                .optional();
    }

    private byte[] written(YearMonth month, Sheet sheet) {
        String csv = switch (sheet) {
            case CLASSES -> classes(month, SuppressionRule.shown(statistics.lines(month)));
            case CELLS -> cells(month, SuppressionRule.shown(statistics.cells(month)));
        };
        return (BOM + csv).getBytes(StandardCharsets.UTF_8);
    }

    private static String classes(YearMonth month, List<Line> shown) {
        var csv = new StringBuilder("기준월,자치구코드,통계분류,건수\r\n");
        for (Line line : shown)
            csv.append("%s,%s,%s,%d\r\n"
                    .formatted(
                            month,
                            line.district(),
                            line.statisticsClass().korean(),
                            SuppressionRule.inFives(line.count())));
        return csv.toString();
    }

    /** In the order of places: the largest first would tell more than fives do. */
    private static String cells(YearMonth month, List<Cell> shown) {
        var csv = new StringBuilder("기준월,남서쪽경도,남서쪽위도,변길이도,건수\r\n");
        shown.stream()
                .sorted(Cell.BY_PLACE)
                .forEach(cell -> csv.append(String.format(
                        Locale.ROOT,
                        "%s,%.3f,%.3f,%.3f,%d\r\n",
                        month,
                        cell.lon(),
                        cell.lat(),
                        cell.sideDeg(),
                        SuppressionRule.inFives(cell.count()))));
        return csv.toString();
    }
}
