package metro.cctv.registry.tile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.registry.tile.TileReachRule.Cell;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What changed on the map since it was last asked, by this instance. Follows transactions, not clocks: it reads on from
 * the oldest one that was still open, and forgets what it has told of those.
 */
final class MapChanges {
    /** More than this at once (an import): everything. */
    static final int MANY = 5_000;
    /** Rows are kept this long; who did not ask in time has to forget everything. */
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private @Nullable String openFrom;
    private Set<Row> told = Set.of();
    private Instant askedAt = Instant.EPOCH;
    private Instant purgedAt = Instant.EPOCH;

    MapChanges(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty: too much to tell. The first answer is always that. Not for two threads at once. */
    Optional<Set<Cell>> next(Instant now) {
        boolean tooLate = askedAt.plus(KEPT.dividedBy(2)).isBefore(now);
        String from = openFrom;
        // Asked before the rows are read: a transaction that commits in between is read again next time, never missed.
        String open = jdbc.queryForObject("select pg_snapshot_xmin(pg_current_snapshot())::text", String.class);
        List<Row> rows = from == null || tooLate
                ? List.of()
                : jdbc.query(
                        "select xact::text, x, y from map_change where xact >= ?::xid8 limit ?",
                        (row, n) -> new Row(row.getString(1), new Cell(row.getInt(2), row.getInt(3))),
                        from,
                        MANY + 1);
        askedAt = now;
        openFrom = open;
        purge(now);
        if (from == null || tooLate || rows.size() > MANY) {
            told = Set.of();
            return Optional.empty();
        }
        Set<Cell> fresh = new HashSet<>();
        for (Row row : rows) if (!told.contains(row)) fresh.add(row.cell());
        told = Set.copyOf(rows.size() > MANY ? List.of() : new HashSet<>(rows));
        return Optional.of(fresh);
    }

    private void purge(Instant now) {
        if (purgedAt.plus(PURGE_EVERY).isAfter(now)) return;
        purgedAt = now;
        jdbc.update("delete from map_change where at < now() - make_interval(secs => ?)", KEPT.toSeconds());
    }

    private record Row(String xact, Cell cell) {}
}
