package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArcRuleTest {

    @ParameterizedTest(name = "{0} to {1}: {2} is {3} degrees outside")
    @CsvSource(textBlock = """
              0,  90,   45,   0
              0,  90,    0,   0
              0,  90,   90,   0
              0,  90,  100,  10
              0,  90,  -10,  10
              0,  90,  350,  10
              0,  90,  225, 135
            340,  20,    0,   0
            340,  20,  350,   0
            340,  20,  -20,   0
            340,  20,  380,   0
            340,  20,   30,  10
            340,  20,  330,  10
            340,  20,  180, 160
            -20,  20,  350,   0
            -20,  20, -350,   0
           -170, 170,  180,  10
           -170, 170, -175,   5
              0, 360,  123,   0
           -180, 180,  180,   0
            20,  340,    0,  20
            """)
    void pan(double from, double to, double pan, double gap) {
        assertThat(ArcRule.gapDeg(List.of(new Arc(from, to, -90, 90)), pan, 0)).isCloseTo(gap, within(1e-9));
    }

    @ParameterizedTest(name = "from {0}/{1} by {2}/{3}: leads out {4}")
    @CsvSource(textBlock = """
             10,   0,   5,   0, false
             89,   0,   5,   0, true
             89,   0,  -5,   0, false
              1,   0,  -5,   0, true
              1,   0,   0,   5, false
             45,  18,   0,   5, true
             45,  18,   0,  -5, false
            100,   0,   5,   0, true
            100,   0,  -5,   0, false
            -30,   0,  20,   0, false
            -30,   0, -20,   0, true
             45,   0, 360,   0, true
            """)
    void leads(double pan, double tilt, double panBy, double tiltBy, boolean expected) {
        var arcs = List.of(new Arc(0, 90, -30, 20));
        assertThat(ArcRule.leads(arcs, new HeadPosition(pan, tilt, 1), panBy, tiltBy))
                .isEqualTo(expected);
    }

    @Test
    void twoArcsAreOneRuleAndAGapBetweenThemIsSeen() {
        var arcs = List.of(new Arc(350, 10, -30, 20), new Arc(30, 60, -30, 20));
        assertThat(ArcRule.isInside(arcs, new HeadPosition(45, 0, 1))).isTrue();
        assertThat(ArcRule.isInside(arcs, new HeadPosition(20, 0, 1))).isFalse();
        assertThat(ArcRule.leads(arcs, new HeadPosition(5, 0, 1), 40, 0)).isTrue();
    }

    @ParameterizedTest(name = "{0}/{1}: {2}/{3}")
    @CsvSource(textBlock = """
             30,   0,  20,   0
            325,   0, 340,   0
              0,  40,   0,  20
            -25, -40, -20, -30
            """)
    void nearestInside(double pan, double tilt, double toPan, double toTilt) {
        HeadPosition inside = ArcRule.nearestInside(List.of(new Arc(340, 20, -30, 20)), new HeadPosition(pan, tilt, 2));
        assertThat(inside.panDeg()).isCloseTo(toPan, within(1e-9));
        assertThat(inside.tiltDeg()).isEqualTo(toTilt);
        assertThat(inside.zoom()).isEqualTo(2);
    }

    @Test
    void withoutArcsTheHeadIsFree() {
        assertThat(ArcRule.isInside(List.of(), new HeadPosition(999, 0, 1))).isTrue();
        assertThat(ArcRule.leads(List.of(), new HeadPosition(0, 0, 1), 300, 50)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            -361, 0, -10, 10
            0, 361, -10, 10
            NaN, 10, -10, 10
            0, NaN, -10, 10
            20, 20, -10, 10
            0, 10, 10, -10
            0, 10, 5, 5
            0, 10, -91, 10
            0, 10, -10, 91
            0, 10, NaN, 10
            """)
    void arcsThatCannotBe(double from, double to, double tiltFrom, double tiltTo) {
        assertThatThrownBy(() -> new Arc(from, to, tiltFrom, tiltTo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("arcs");
    }
}
