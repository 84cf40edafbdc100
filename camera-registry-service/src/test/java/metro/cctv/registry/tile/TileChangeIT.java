package metro.cctv.registry.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import metro.cctv.registry.RegistryTest;
import metro.cctv.registry.tile.TileReachRule.Cell;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class TileChangeIT extends RegistryTest {
    private static final double LON = 127.45;
    private static final double LAT = 36.33;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    CameraTiles tiles;

    @Test
    void aChangeDropsTheTilesThatShowItAndNoOthers() {
        String other = tileAt(14, 127.20, 36.10);
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-DON", LON, LAT));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> text(tileAt(17, LON, LAT)).contains(code));
        String farTag = tag(tileAt(8, LON, LAT));
        tag(other);

        jdbc.update(
                "insert into camera_health (camera_code, district_code, state, cause, detail, since, changed_at)"
                        + " values (?, 'DJ-DON', 'OFFLINE', 'STALLED', '', now(), now())",
                code);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> text(tileAt(17, LON, LAT)).contains("OFFLINE"));
        long cuts = tiles.cuts();
        tag(other);
        tag(tileAt(17, LON, LAT));
        assertThat(tiles.cuts()).isEqualTo(cuts);

        call(HttpMethod.DELETE, "/api/cameras/" + code, MANAGER, null);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !text(tileAt(17, LON, LAT)).contains(code));
        assertThat(farTag).startsWith("\"");
    }

    @Test
    void filtersShowWhatTheyName() {
        String code = freshCode();
        post("/api/cameras", MANAGER, camera(code, "DJ-JUN", LON + 0.01, LAT));
        String tile = tileAt(17, LON + 0.01, LAT);
        await().atMost(Duration.ofSeconds(60)).until(() -> text(tile).contains(code));
        assertThat(text(tile + "?purpose=CRIME_PREVENTION&district=DJ-JUN&health=UNKNOWN"))
                .contains(code);
        assertThat(text(tile + "?purpose=DISASTER")).doesNotContain(code);
        assertThat(text(tile + "?district=DJ-SEO")).doesNotContain(code);
        assertThat(text(tile + "?health=ONLINE")).doesNotContain(code);
        assertThat(text(tile + "?state=PLANNED").contains(code))
                .isNotEqualTo(text(tile + "?state=ACTIVE").contains(code));
        assertThat(text(tile + "?agency=nobody")).doesNotContain(code);
    }

    @Test
    void aFreeTextPutsNothingOnTheShelf() {
        String tile = tileAt(12, LON, LAT);
        text(tile);
        long cuts = tiles.cuts();

        for (int i = 0; i < 3; i++) text(tile + "?agency=any-" + i);
        text(tile);

        assertThat(tiles.cuts()).isEqualTo(cuts);
    }

    /** Transactions commit in any order; the later number may be seen first. */
    @Test
    void noTransactionIsMissed() {
        MapChanges changes = new MapChanges(jdbc);
        assertThat(changes.next(Instant.now())).isEmpty();
        Cell early = new Cell(11, 11);
        Cell late = new Cell(22, 22);
        transaction.executeWithoutResult(first -> {
            note(early);
            var other = new TransactionTemplate(transaction.getTransactionManager());
            other.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
            other.executeWithoutResult(second -> note(late));
            Optional<Set<Cell>> seen = elsewhere(other, changes);
            assertThat(seen.orElseThrow()).contains(late).doesNotContain(early);
        });
        assertThat(changes.next(Instant.now()).orElseThrow()).contains(early).doesNotContain(late);
        assertThat(changes.next(Instant.now()).orElseThrow()).doesNotContain(early, late);
    }

    @Test
    void tooMuchAtOnceIsEverything() {
        MapChanges changes = new MapChanges(jdbc);
        changes.next(Instant.now());
        jdbc.update("insert into map_change (x, y) select i, i from generate_series(1, 6000) i");
        assertThat(changes.next(Instant.now())).isEmpty();
        jdbc.update("delete from map_change");
        assertThat(changes.next(Instant.now().plus(MapChanges.KEPT))).isEmpty();
    }

    private static Optional<Set<Cell>> elsewhere(TransactionTemplate other, MapChanges changes) {
        Optional<Set<Cell>> seen = other.execute(status -> changes.next(Instant.now()));
        assertThat(seen).isNotNull();
        return seen;
    }

    private void note(Cell cell) {
        jdbc.update("insert into map_change (x, y) values (?, ?)", cell.x(), cell.y());
    }

    private String text(String tile) {
        String path = tile.contains("?") ? tile.replace("?", ".mvt?") : tile + ".mvt";
        return new String(get("/api/cameras/tiles/" + path, OPERATOR).bytes(), StandardCharsets.UTF_8);
    }

    private String tag(String tile) {
        return get("/api/cameras/tiles/" + tile + ".mvt", OPERATOR)
                .response()
                .getHeaders()
                .getETag();
    }

    private static String tileAt(int zoom, double lon, double lat) {
        Cell cell = Cell.at(lon, lat);
        int shift = TileReachRule.CELL_ZOOM - zoom;
        return zoom + "/" + (cell.x() >> shift) + "/" + (cell.y() >> shift);
    }
}
