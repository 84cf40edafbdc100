package metro.cctv.registry.tile;

import java.util.HashSet;
import java.util.Set;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CamerasChanged;
import metro.cctv.registry.camera.Place;
import metro.cctv.registry.tile.TileReachRule.Cell;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Notes, in the transaction that changes cameras, where the map changes with them: each place once. */
@Component
class MapPlaces {
    private final JdbcTemplate jdbc;

    MapPlaces(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(CamerasChanged changed) {
        Set<Cell> cells = new HashSet<>();
        for (CamerasChanged.Change change : changed.changes()) {
            Camera before = change.before();
            if (before != null && looksTheSame(before, change.after())) continue;
            if (before != null) cells.add(cell(before.place()));
            cells.add(cell(change.after().place()));
        }
        if (cells.isEmpty()) return;
        jdbc.update(
                "insert into map_change (x, y) select * from unnest(?::int[], ?::int[])",
                cells.stream().map(Cell::x).toArray(Integer[]::new),
                cells.stream().map(Cell::y).toArray(Integer[]::new));
    }

    private static boolean looksTheSame(Camera before, Camera after) {
        return before.name().equals(after.name())
                && before.districtCode().equals(after.districtCode())
                && before.state() == after.state()
                && before.facts().purpose().value() == after.facts().purpose().value()
                && cell(before.place()).equals(cell(after.place()))
                && before.place().lon() == after.place().lon()
                && before.place().lat() == after.place().lat();
    }

    private static Cell cell(Place place) {
        return Cell.at(place.lon(), place.lat());
    }
}
