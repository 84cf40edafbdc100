package metro.cctv.link.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaTest {
    @Test
    void theMiddleOfASquareIsItsMiddleWhicheverWayItIsDrawn() {
        Area left = area("127.30 36.30, 127.34 36.30, 127.34 36.34, 127.30 36.34");
        Area right = area("127.30 36.30, 127.30 36.34, 127.34 36.34, 127.34 36.30, 127.30 36.30");
        assertThat(left.middle().lon()).isEqualTo(127.32, within(1e-9));
        assertThat(left.middle().lat()).isEqualTo(36.32, within(1e-9));
        assertThat(right.middle()).isEqualTo(left.middle());
        assertThat(left.wkt()).startsWith("POLYGON((127.3").endsWith("36.3000000))");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            crosses itself | 127.38 36.35, 127.39 36.36, 127.39 36.35, 127.38 36.36
            line           | 127.38 36.35, 127.385 36.355, 127.39 36.36
            corners        | 127.38 36.35, 127.39 36.36
            30 km          | 127.0 36.0, 127.5 36.0, 127.5 36.3
            degrees        | 200 36.0, 127.5 36.0, 127.5 36.3
            """)
    void refuses(String why, String ring) {
        assertThatThrownBy(() -> area(ring))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aBentOneIsFine() {
        assertThat(area("127.30 36.30, 127.34 36.30, 127.34 36.34, 127.32 36.31, 127.30 36.34")
                        .ring())
                .hasSize(5);
    }

    private static Area area(String ring) {
        List<List<Double>> pairs = new ArrayList<>();
        for (String corner : ring.split(", ")) {
            String[] parts = corner.split(" ");
            pairs.add(List.of(Double.valueOf(parts[0]), Double.valueOf(parts[1])));
        }
        return Area.of(pairs);
    }
}
