package metro.cctv.registry.camera;

import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where the lens is.
 *
 * @param lon WGS 84 degrees east
 * @param lat WGS 84 degrees north, within the web map's ±85
 * @param heightM above the ground, 0 to 1000; null: unknown
 */
public record Place(double lon, double lat, @Nullable Double heightM) {
    public Place {
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -85, 85);
        if (heightM != null) Require.within("heightM", heightM, 0, 1000);
    }

    public static Place at(double lon, double lat) {
        return new Place(lon, lat, null);
    }
}
