package metro.cctv.registry.district;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A district and its outline; WGS 84 degrees. Immutable once made. */
public final class DistrictArea {
    private static final double METRES_PER_DEGREE = 111_195;

    private final String code;
    private final @Nullable String standardCode;
    /** Each closed: lon, lat, lon, lat … Outer rings and holes alike: a place is inside when an odd number hold it. */
    private final List<double[]> rings;

    private double west = Double.POSITIVE_INFINITY;
    private double south = Double.POSITIVE_INFINITY;
    private double east = Double.NEGATIVE_INFINITY;
    private double north = Double.NEGATIVE_INFINITY;

    public DistrictArea(String code, @Nullable String standardCode, List<double[]> rings) {
        this.code = code;
        this.standardCode = standardCode;
        this.rings = List.copyOf(rings);
        for (double[] ring : rings)
            for (int i = 0; i < ring.length; i += 2) {
                west = Math.min(west, ring[i]);
                east = Math.max(east, ring[i]);
                south = Math.min(south, ring[i + 1]);
                north = Math.max(north, ring[i + 1]);
            }
    }

    public String code() {
        return code;
    }

    /** 개방자치단체코드; null: not entered yet. */
    public @Nullable String standardCode() {
        return standardCode;
    }

    public boolean contains(double lon, double lat) {
        if (lon < west || lon > east || lat < south || lat > north) return false;
        boolean inside = false;
        for (double[] ring : rings) if (crossesOdd(ring, lon, lat)) inside = !inside;
        return inside;
    }

    public boolean isWithin(double lon, double lat, double metres) {
        double latSlack = metres / METRES_PER_DEGREE;
        double lonSlack = latSlack / Math.cos(Math.toRadians(Math.min(85, Math.abs(lat))));
        if (lon < west - lonSlack || lon > east + lonSlack || lat < south - latSlack || lat > north + latSlack)
            return false;
        return distanceM(lon, lat) <= metres;
    }

    /** 0 inside; on a plane that touches the earth at the place, which at a city's scale is true to a metre. */
    public double distanceM(double lon, double lat) {
        if (contains(lon, lat)) return 0;
        double perLon = METRES_PER_DEGREE * Math.cos(Math.toRadians(lat));
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] ring : rings)
            for (int i = 0; i + 3 < ring.length; i += 2)
                nearest = Math.min(
                        nearest,
                        fromOrigin(
                                (ring[i] - lon) * perLon,
                                (ring[i + 1] - lat) * METRES_PER_DEGREE,
                                (ring[i + 2] - lon) * perLon,
                                (ring[i + 3] - lat) * METRES_PER_DEGREE));
        return nearest;
    }

    private static boolean crossesOdd(double[] ring, double lon, double lat) {
        boolean odd = false;
        for (int i = 0; i + 3 < ring.length; i += 2) {
            double lat1 = ring[i + 1];
            double lat2 = ring[i + 3];
            if (lat1 > lat != lat2 > lat && lon < (ring[i + 2] - ring[i]) * (lat - lat1) / (lat2 - lat1) + ring[i])
                odd = !odd;
        }
        return odd;
    }

    /** From (0, 0) to the segment. */
    private static double fromOrigin(double x1, double y1, double x2, double y2) {
        double dx = x2 - x1;
        double dy = y2 - y1;
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(-(x1 * dx + y1 * dy) / length, 0, 1);
        return Math.hypot(x1 + t * dx, y1 + t * dy);
    }
}
