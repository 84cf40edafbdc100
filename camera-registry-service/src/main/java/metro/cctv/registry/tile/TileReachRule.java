package metro.cctv.registry.tile;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which tiles show a place that changed: one at each zoom, and its neighbours where the place is in their margin. */
final class TileReachRule {
    static final int CELL_ZOOM = 18;
    /** Of a tile's width: cameras this far outside are drawn too. */
    static final double MARGIN = 64.0 / 4096;

    private TileReachRule() {}

    /** A tile of zoom {@link #CELL_ZOOM}. */
    record Cell(int x, int y) {
        static Cell at(double lon, double lat) {
            int across = 1 << CELL_ZOOM;
            double north = Math.toRadians(lat);
            double x = (lon + 180) / 360 * across;
            double y = (1 - Math.log(Math.tan(north) + 1 / Math.cos(north)) / Math.PI) / 2 * across;
            return new Cell(Math.clamp((int) x, 0, across - 1), Math.clamp((int) y, 0, across - 1));
        }
    }

    static Set<TileAddress> touched(Collection<Cell> cells) {
        Set<TileAddress> touched = new HashSet<>();
        for (Cell cell : cells)
            for (int z = 0; z <= TileAddress.MAX_ZOOM; z++) {
                int across = 1 << z;
                double tile = 1 << (CELL_ZOOM - z);
                for (int x = first(cell.x(), tile); x <= last(cell.x(), tile); x++)
                    for (int y = first(cell.y(), tile); y <= last(cell.y(), tile); y++)
                        if (x >= 0 && y >= 0 && x < across && y < across) touched.add(new TileAddress(z, x, y));
            }
        return touched;
    }

    private static int first(int cell, double tile) {
        return (int) Math.floor(cell / tile - MARGIN);
    }

    private static int last(int cell, double tile) {
        return (int) Math.ceil((cell + 1) / tile + MARGIN) - 1;
    }
}
