package metro.cctv.registry.space;

/** Other ways to the same figures than the service's: Vincenty's inverse, and the plane of a place through the globe. */
final class Earth {
    private static final double A = 6_378_137;
    private static final double F = 1 / 298.257223563;

    private Earth() {}

    /** Vincenty (1975), within half a millimetre. */
    static double distanceM(double lonA, double latA, double lonB, double latB) {
        double b = A * (1 - F);
        double u1 = Math.atan((1 - F) * Math.tan(Math.toRadians(latA)));
        double u2 = Math.atan((1 - F) * Math.tan(Math.toRadians(latB)));
        double l = Math.toRadians(lonB - lonA);
        double lambda = l;
        for (int i = 0; i < 100; i++) {
            double sinSigma = Math.hypot(
                    Math.cos(u2) * Math.sin(lambda),
                    Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda));
            if (sinSigma == 0) return 0;
            double cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
            double sigma = Math.atan2(sinSigma, cosSigma);
            double sinAlpha = Math.cos(u1) * Math.cos(u2) * Math.sin(lambda) / sinSigma;
            double cos2 = 1 - sinAlpha * sinAlpha;
            double cosM = cosSigma - 2 * Math.sin(u1) * Math.sin(u2) / cos2;
            double c = F / 16 * cos2 * (4 + F * (4 - 3 * cos2));
            double before = lambda;
            lambda =
                    l + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cosM + c * cosSigma * (2 * cosM * cosM - 1)));
            if (Math.abs(lambda - before) > 1e-13) continue;
            double u = cos2 * (A * A - b * b) / (b * b);
            double k1 = 1 + u / 16384 * (4096 + u * (-768 + u * (320 - 175 * u)));
            double k2 = u / 1024 * (256 + u * (-128 + u * (74 - 47 * u)));
            double delta = k2
                    * sinSigma
                    * (cosM
                            + k2
                                    / 4
                                    * (cosSigma * (2 * cosM * cosM - 1)
                                            - k2 / 6 * cosM * (4 * sinSigma * sinSigma - 3) * (4 * cosM * cosM - 3)));
            return b * k1 * (sigma - delta);
        }
        throw new IllegalStateException("no answer");
    }

    /** East and north of an origin, metres, by way of the globe's centre. */
    static double[] eastNorth(double lon0, double lat0, double lon, double lat) {
        double[] o = globe(lon0, lat0);
        double[] p = globe(lon, lat);
        double dx = p[0] - o[0];
        double dy = p[1] - o[1];
        double dz = p[2] - o[2];
        double l = Math.toRadians(lon0);
        double f = Math.toRadians(lat0);
        return new double[] {
            -Math.sin(l) * dx + Math.cos(l) * dy,
            -Math.sin(f) * Math.cos(l) * dx - Math.sin(f) * Math.sin(l) * dy + Math.cos(f) * dz
        };
    }

    static double bearingDeg(double lonA, double latA, double lonB, double latB) {
        double[] to = eastNorth(lonA, latA, lonB, latB);
        double bearing = Math.toDegrees(Math.atan2(to[0], to[1]));
        return bearing < 0 ? bearing + 360 : bearing;
    }

    private static double[] globe(double lon, double lat) {
        double f = Math.toRadians(lat);
        double l = Math.toRadians(lon);
        double e2 = F * (2 - F);
        double n = A / Math.sqrt(1 - e2 * Math.sin(f) * Math.sin(f));
        return new double[] {n * Math.cos(f) * Math.cos(l), n * Math.cos(f) * Math.sin(l), n * (1 - e2) * Math.sin(f)};
    }
}
