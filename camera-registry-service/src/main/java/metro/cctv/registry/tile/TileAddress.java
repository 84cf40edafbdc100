package metro.cctv.registry.tile;

import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** A tile of the web mercator pyramid. */
public record TileAddress(int z, int x, int y) {
    public static final int MAX_ZOOM = 18;

    public TileAddress {
        if (z < 0 || z > MAX_ZOOM) throw new ProblemException(ProblemType.BAD_REQUEST, "z: 0 to " + MAX_ZOOM + ".");
        int across = 1 << z;
        if (x < 0 || x >= across || y < 0 || y >= across)
            throw new ProblemException(ProblemType.BAD_REQUEST, "x, y: 0 to " + (across - 1) + " at zoom " + z + ".");
    }
}
