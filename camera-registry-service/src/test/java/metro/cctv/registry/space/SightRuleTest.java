package metro.cctv.registry.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metro.cctv.registry.space.SightRule.Arc;
import metro.cctv.registry.space.SightRule.Between;
import metro.cctv.registry.space.SightRule.Eye;
import metro.cctv.registry.space.SightRule.How;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightRuleTest {
    private static final double LON = 127.38;
    private static final double LAT = 36.35;

    @ParameterizedTest(name = "looking {0}, {1} wide, place at {2} and {3} m: {4}")
    @CsvSource({
        "0, 90, 44, 50, true",
        "0, 90, 46, 50, false",
        "0, 90, 316, 50, true",
        "0, 90, 314, 50, false",
        "360, 90, 316, 50, true",
        "350, 60, 15, 50, true",
        "350, 60, 25, 50, false",
        "180, 10, 180, 99, true",
        "180, 10, 180, 101, false",
        ", 360, 77, 50, true",
        ", 90, 77, 50, false",
        "90, 360, 271, 50, true"
    })
    void aFixedCameraSeesItsPicture(
            @Nullable Double heading, double fieldOfView, double bearing, double distance, boolean sees) {
        double[] place = at(bearing, distance);
        assertThat(SightRule.sees(new Eye(LON, LAT, heading, fieldOfView, 100, false, List.of()), place[0], place[1])
                        .isPresent())
                .isEqualTo(sees);
    }

    @ParameterizedTest(name = "from {0}, {1} wide, place at {2}: {3}")
    @CsvSource({
        "0, 360, 200, true",
        "350, 40, 0, true",
        "350, 40, 55, true",
        "350, 40, 61, false",
        "350, 40, 321, true",
        "350, 40, 319, false",
        "-180, 90, 200, true",
        "-180, 90, 121, false",
        "45, 0, 70, true",
        "45, 0, 80, false"
    })
    void aTurningCameraReachesItsArcAndHalfAPictureMore(double from, double width, double bearing, boolean sees) {
        double[] place = at(bearing, 50);
        var sight = SightRule.sees(
                new Eye(LON, LAT, null, 60, 100, true, List.of(new Arc(from, width))), place[0], place[1]);
        assertThat(sight.isPresent()).isEqualTo(sees);
        assertThat(sight.map(SightRule.Sight::how).orElse(How.PTZ)).isEqualTo(How.PTZ);
    }

    @Test
    void sayHowFarFromTheMiddle() {
        double[] place = at(10, 50);
        var sight = SightRule.sees(new Eye(LON, LAT, 350.0, 90, 100, false, List.of()), place[0], place[1])
                .orElseThrow();
        assertThat(sight.offAxisDeg()).isBetween(19.9, 20.1);
        assertThat(sight.distanceM()).isBetween(49.9, 50.1);
    }

    @ParameterizedTest(name = "lens {0} m, place {1} m, {2} m high from {3} to {4}: {5}")
    @CsvSource({
        "5, 1.5, , 0.4, 0.6, true",
        "5, 1.5, 3, 0.2, 0.3, false",
        "5, 1.5, 3, 0.2, 0.9, true",
        "1.5, 20, 3, 0.0, 0.1, true",
        "1.5, 20, 3, 0.5, 0.6, false",
        "30, 1.5, 20, 0.1, 0.2, false"
    })
    void whatReachesAboveTheLineHides(
            double lens, double place, @Nullable Double height, double enters, double leaves, boolean hides) {
        assertThat(SightRule.hides(new Between("a house", height, enters, leaves), lens, place))
                .isEqualTo(hides);
    }

    private static double[] at(double bearing, double distance) {
        var scale = Ground.Scale.at(LAT);
        double rad = Math.toRadians(bearing);
        return new double[] {
            LON + distance * Math.sin(rad) / scale.eastM(), LAT + distance * Math.cos(rad) / scale.northM()
        };
    }
}
