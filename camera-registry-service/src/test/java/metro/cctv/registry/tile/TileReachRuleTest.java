package metro.cctv.registry.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import metro.cctv.registry.tile.TileReachRule.Cell;
import org.junit.jupiter.api.Test;

class TileReachRuleTest {
    @Test
    void aPlaceInTheMiddleTouchesOneTileAtEachZoomButTheLast() {
        assertThat(Cell.at(127.3849, 36.3504)).isEqualTo(new Cell(223830, 102624));
        // Near City Hall of Daejeon.
        Set<TileAddress> touched = TileReachRule.touched(List.of(new Cell((55957 << 2) + 1, (25656 << 2) + 1)));
        assertThat(touched)
                .contains(new TileAddress(0, 0, 0), new TileAddress(10, 874, 400), new TileAddress(16, 55957, 25656));
        assertThat(touched.stream().filter(t -> t.z() == 12)).hasSize(1);
        // A cell is a whole tile there, so it reaches into its neighbours' margins.
        assertThat(touched.stream().filter(t -> t.z() == 18)).hasSize(9);
    }

    @Test
    void aPlaceOnAnEdgeTouchesTheNeighbourToo() {
        int edge = 55958 << 2;
        Set<TileAddress> touched = TileReachRule.touched(List.of(new Cell(edge, (25690 << 2) + 2)));
        assertThat(touched).contains(new TileAddress(16, 55957, 25690), new TileAddress(16, 55958, 25690));
        assertThat(touched).doesNotContain(new TileAddress(16, 55959, 25690));
    }

    @Test
    void theEdgeOfTheWorldHasNoNeighbour() {
        assertThat(TileReachRule.touched(List.of(new Cell(0, 0))))
                .allMatch(t -> t.x() >= 0 && t.y() >= 0)
                .contains(new TileAddress(18, 0, 0));
    }
}
