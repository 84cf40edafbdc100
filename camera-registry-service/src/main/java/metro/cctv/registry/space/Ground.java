package metro.cctv.registry.space;

/**
 * Distance and bearing on the WGS 84 ellipsoid by Gauss' mid-latitude formula: within a millimetre over a kilometre and
 * a few centimetres over 20 km, for a fraction of a geodesic's cost.
 */
final class Ground {
    private static final double EQUATOR_M = 6_378_137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING);

    private Ground() {}

    /** Metres that one degree of longitude and one of latitude span at a latitude. */
    record Scale(double eastM, double northM) {

        static Scale at(double latDeg) {
            double sin = Math.sin(Math.toRadians(latDeg));
            double w2 = 1 - ECCENTRICITY_2 * sin * sin;
            double prime = EQUATOR_M / Math.sqrt(w2);
            return new Scale(
                    Math.toRadians(prime * Math.cos(Math.toRadians(latDeg))),
                    Math.toRadians(prime * (1 - ECCENTRICITY_2) / w2));
        }
    }

    static double distanceM(double lonA, double latA, double lonB, double latB) {
        Scale scale = Scale.at((latA + latB) / 2);
        return Math.hypot(turn(lonB - lonA) * scale.eastM(), (latB - latA) * scale.northM());
    }

    /** At A towards B, degrees clockwise from true north, 0 to 360. */
    static double bearingDeg(double lonA, double latA, double lonB, double latB) {
        double middle = (latA + latB) / 2;
        Scale scale = Scale.at(middle);
        double lon = turn(lonB - lonA);
        double atMiddle = Math.toDegrees(Math.atan2(lon * scale.eastM(), (latB - latA) * scale.northM()));
        return circle(atMiddle - lon * Math.sin(Math.toRadians(middle)) / 2);
    }

    /** The same direction from 0 to below 360. */
    static double circle(double deg) {
        double rest = deg % 360;
        return rest < 0 ? rest + 360 : rest;
    }

    /** The short way round from −180 to 180. */
    static double turn(double deg) {
        double around = circle(deg);
        return around > 180 ? around - 360 : around;
    }
}
