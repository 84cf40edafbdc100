package metro.cctv.link.selection;

/** Distances on the ground. Flat earth: exact enough within a city, to 0.1 % within 5 km. */
public final class Ground {
    /** Along a meridian, of a sphere of 6,371,008.8 m. */
    private static final double M_PER_DEG = 111_195.08;

    private Ground() {}

    /** WGS 84 degrees to metres. */
    public static double metres(double fromLon, double fromLat, double toLon, double toLat) {
        double east = (toLon - fromLon) * Math.cos(Math.toRadians((fromLat + toLat) / 2));
        return Math.hypot(east, toLat - fromLat) * M_PER_DEG;
    }
}
