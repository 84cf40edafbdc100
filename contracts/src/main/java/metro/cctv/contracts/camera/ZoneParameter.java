package metro.cctv.contracts.camera;

import metro.cctv.contracts.Require;

/**
 * A number that a zone may set for its behaviour.
 *
 * @param name ends in its unit or says what is counted
 * @param min the least that is allowed
 * @param max the most
 * @param usual where the zone says nothing
 */
public record ZoneParameter(String name, Unit unit, double min, double max, double usual) {
    public enum Unit {
        SECONDS,
        METRES,
        METRES_PER_SECOND,
        /** Whole numbers only. */
        COUNT,
        /** 0 to 1. */
        SHARE
    }

    static ZoneParameter seconds(String name, double min, double max, double usual) {
        return new ZoneParameter(name, Unit.SECONDS, min, max, usual);
    }

    static ZoneParameter metresPerSecond(String name, double min, double max, double usual) {
        return new ZoneParameter(name, Unit.METRES_PER_SECOND, min, max, usual);
    }

    static ZoneParameter metres(String name, double min, double max, double usual) {
        return new ZoneParameter(name, Unit.METRES, min, max, usual);
    }

    static ZoneParameter count(String name, int min, int max, int usual) {
        return new ZoneParameter(name, Unit.COUNT, min, max, usual);
    }

    static ZoneParameter share(String name, double min, double max, double usual) {
        return new ZoneParameter(name, Unit.SHARE, min, max, usual);
    }

    void check(double value) {
        Require.within("parameters." + name, value, min, max);
        if (unit == Unit.COUNT && value != Math.rint(value))
            throw new IllegalArgumentException("parameters." + name + ": a whole number, was " + value);
    }
}
