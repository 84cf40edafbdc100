package metro.cctv.simulator.scene;

import java.awt.Color;
import java.util.List;

/**
 * Time of day and state of the sensor.
 *
 * @param sunX metres of shadow to the right per metre of height, with {@code sunZ} ahead; both 0: overcast
 * @param shadow 0 to 1
 * @param darkness 0: day; 0.5: dusk; 0.8: night away from lamps
 * @param grain standard deviation of the sensor's noise, grey levels
 * @param weather what lies between the lens and the street
 */
record Light(
        Color skyTop,
        Color skyLow,
        double sunX,
        double sunZ,
        double shadow,
        double darkness,
        double grain,
        List<Lamp> lamps,
        Weather weather) {

    /** A street lamp's head. */
    record Lamp(double x, double heightM, double z, double reachM) {}

    Light {
        lamps = List.copyOf(lamps);
    }

    static Light day(double sunX, double sunZ, double grain) {
        return new Light(
                new Color(112, 156, 206),
                new Color(206, 222, 234),
                sunX,
                sunZ,
                0.36,
                0,
                grain,
                List.of(),
                Weather.FAIR);
    }

    static Light overcast(double grain) {
        return new Light(
                new Color(172, 178, 184), new Color(206, 208, 208), 0.15, 0.1, 0.16, 0, grain, List.of(), Weather.FAIR);
    }

    static Light night(double darkness, double grain, List<Lamp> lamps) {
        return new Light(
                new Color(40, 44, 62), new Color(70, 66, 70), 0, 0, 0.12, darkness, grain, lamps, Weather.FAIR);
    }

    Light in(Weather other) {
        return new Light(skyTop, skyLow, sunX, sunZ, shadow, darkness, grain, lamps, other);
    }

    /** A low sun: shadows {@code times} as long and deep. */
    Light withShadows(double times) {
        return new Light(
                skyTop,
                skyLow,
                sunX * times,
                sunZ * times,
                Math.min(0.6, shadow * times),
                darkness,
                grain,
                lamps,
                weather);
    }
}
