package metro.cctv.registry.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Vertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneRuleTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            square        | 0.1 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.5 | sound
            other way     | 0.1 0.5, 0.5 0.5, 0.5 0.1, 0.1 0.1 | sound
            arrow         | 0.1 0.1, 0.5 0.1, 0.3 0.2, 0.5 0.5 | sound
            whole picture | 0 0, 1 0, 1 1, 0 1                 | sound
            bow tie       | 0.1 0.1, 0.5 0.5, 0.5 0.1, 0.1 0.5 | crosses itself
            line          | 0.1 0.1, 0.2 0.2, 0.3 0.3          | of the picture
            speck         | 0.1 0.1, 0.11 0.1, 0.1 0.11        | of the picture
            """)
    void polygons(String name, String vertices, String expected) {
        var zone = new Zone("z1", name, Zone.Kind.LOITERING, polygon(vertices), null);

        if (expected.equals("sound"))
            assertThat(ZoneRule.objection(List.of(zone))).isEmpty();
        else assertThat(ZoneRule.objection(List.of(zone)).orElseThrow()).contains(expected);
    }

    @Test
    void refusesTwoZonesOfOneIdTooManyAndControlCharacters() {
        var square = polygon("0.1 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.5");
        var zone = new Zone("z1", "gate", Zone.Kind.INTRUSION, square, null);
        var many = IntStream.range(0, 17)
                .mapToObj(i -> new Zone("z" + i, "gate", Zone.Kind.INTRUSION, square, null))
                .toList();
        var escape = new Zone("z1", "gate\u001b[31m", Zone.Kind.INTRUSION, square, null);

        assertThat(ZoneRule.objection(Collections.nCopies(2, zone)).orElseThrow())
                .contains("twice");
        assertThat(ZoneRule.objection(many).orElseThrow()).contains("at most 16");
        assertThat(ZoneRule.objection(List.of(escape)).orElseThrow()).contains("control");
    }

    private static List<Vertex> polygon(String vertices) {
        return Stream.of(vertices.split(",\\s*"))
                .map(v -> v.split(" "))
                .map(v -> new Vertex(Double.parseDouble(v[0]), Double.parseDouble(v[1])))
                .toList();
    }
}
