package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import metro.cctv.registry.camera.PtzRange;
import metro.cctv.registry.ptz.HeadNode.Line;
import metro.cctv.registry.ptz.HeadNode.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadScaleTest {
    private static final Plane GENERIC =
            new Plane("…/PanTiltSpaces/PositionGenericSpace", new Line("", -1, 1), new Line("", -1, 1));
    private static final Plane DEGREES =
            new Plane("…/PanTiltSpaces/SphericalPositionSpaceDegrees", new Line("", -180, 180), new Line("", -90, 20));
    private static final Line ZOOM = new Line("…/ZoomSpaces/PositionGenericSpace", 0, 1);

    @ParameterizedTest(name = "range {0} to {1}: {2} is {3}")
    @CsvSource(textBlock = """
            -180, 180,    0,  0
            -180, 180,   90,  0.5
            -180, 180,  -90, -0.5
            -180, 180,  270, -0.5
            -180, 180, -270,  0.5
               0, 350,  175,  0
               0, 350,    0, -1
               0, 350,  350,  1
               0, 350,  -10,  1
             270, 450,    0,  0
             270, 450,  360,  0
             270, 450,   90,  1
             270, 450,  -45, -0.5
            """)
    void panBothWays(double from, double to, double panDeg, double x) {
        var scale = new HeadScale(node(GENERIC), new PtzRange(from, to, -90, 30, 20));
        HeadScale.Numbers numbers = scale.numbers(panDeg, -30, 10.5).orElseThrow();
        assertThat(numbers.x()).isCloseTo(x, within(1e-9));
        assertThat(numbers.y()).isCloseTo(0, within(1e-9));
        assertThat(numbers.zoom()).isCloseTo(0.5, within(1e-9));
        HeadPosition back = scale.position(numbers).orElseThrow();
        assertThat(Arc.turn(back.panDeg() - panDeg))
                .satisfiesAnyOf(
                        d -> assertThat(d).isCloseTo(0, within(1e-6)),
                        d -> assertThat(d).isCloseTo(360, within(1e-6)));
        assertThat(back.tiltDeg()).isCloseTo(-30, within(1e-9));
        assertThat(back.zoom()).isCloseTo(10.5, within(1e-9));
    }

    @ParameterizedTest(name = "{0}/{1}, zoom {2}")
    @CsvSource(textBlock = """
            171,   0, 1
           -171,   0, 1
            180,   0, 1
              0,  31, 1
              0, -91, 1
              0,   0, 21
            """)
    void whereItCannotLook(double panDeg, double tiltDeg, double zoom) {
        assertThat(new HeadScale(node(GENERIC), new PtzRange(-170, 170, -90, 30, 20)).numbers(panDeg, tiltDeg, zoom))
                .isEmpty();
    }

    /** A lie, a mistake, another space. */
    @ParameterizedTest
    @CsvSource({"1.2, 0", "0, -1.2", "57, 3", "-170, 10", "NaN, 0", "1e30, 0"})
    void numbersOfNoPlace(double x, double y) {
        assertThat(new HeadScale(node(GENERIC), new PtzRange(-180, 180, -90, 90, 20))
                        .position(new HeadScale.Numbers(x, y, 0)))
                .isEmpty();
    }

    @Test
    void degreesNeedNoRange() {
        var scale = new HeadScale(node(DEGREES), null);
        assertThat(scale.knowsDegrees()).isTrue();
        assertThat(scale.numbers(190, -45, null).orElseThrow().x()).isEqualTo(-170);
        assertThat(scale.position(new HeadScale.Numbers(-170, -45, 0)).orElseThrow())
                .isEqualTo(new HeadPosition(-170, -45, 1));
        assertThat(scale.numbers(0, 45, null)).isEmpty();
        assertThat(new HeadScale(node(GENERIC), null).knowsDegrees()).isFalse();
        assertThat(new HeadScale(node(GENERIC), null).position(new HeadScale.Numbers(0, 0, 0)))
                .isEmpty();
    }

    private static HeadNode node(Plane place) {
        return new HeadNode(place, ZOOM, null, null, null, null, false);
    }
}
