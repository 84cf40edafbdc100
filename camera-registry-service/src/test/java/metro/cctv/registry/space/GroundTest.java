package metro.cctv.registry.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundTest {
    @Test
    void agreesWithVincentyAndTheGlobe() {
        var random = new Random(20261122);
        for (int i = 0; i < 5_000; i++) {
            double lon = -179 + 358 * random.nextDouble();
            double lat = -70 + 140 * random.nextDouble();
            double lonB = lon + 0.1 * (random.nextDouble() - 0.5);
            double latB = lat + 0.1 * (random.nextDouble() - 0.5);
            double distance = Earth.distanceM(lon, lat, lonB, latB);
            assertThat(Ground.distanceM(lon, lat, lonB, latB)).isCloseTo(distance, within(0.001 + distance * 3e-6));
            assertThat(Math.abs(Ground.turn(
                            Ground.bearingDeg(lon, lat, lonB, latB) - Earth.bearingDeg(lon, lat, lonB, latB))))
                    .isLessThan(0.01);
        }
    }

    @Test
    void crossesTheDateLine() {
        assertThat(Ground.distanceM(179.999, 10, -179.999, 10))
                .isCloseTo(Earth.distanceM(-0.001, 10, 0.001, 10), within(0.01));
        assertThat(Ground.bearingDeg(179.999, 10, -179.999, 10)).isCloseTo(90, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "360, 0", "-90, 270", "725, 5", "359.5, 359.5"})
    void goesRoundTheCircle(double deg, double same) {
        assertThat(Ground.circle(deg)).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "181, -179", "-181, 179", "180, 180", "350, -10"})
    void turnsTheShortWay(double deg, double same) {
        assertThat(Ground.turn(deg)).isEqualTo(same);
    }
}
