package metro.cctv.registry.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.camera.WatchHours;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneRuleTest {
    private static final String SQUARE = "0.1 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.5";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            square          | 0.1 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.5           | sound
            other way       | 0.1 0.5, 0.5 0.5, 0.5 0.1, 0.1 0.1           | sound
            arrow           | 0.1 0.1, 0.5 0.1, 0.3 0.2, 0.5 0.5           | sound
            whole picture   | 0 0, 1 0, 1 1, 0 1                           | sound
            straight vertex | 0.1 0.1, 0.3 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.5  | sound
            bow tie         | 0.1 0.1, 0.5 0.5, 0.5 0.1, 0.1 0.5           | polygon: it crosses itself (leg 0 and leg 2)
            star            | 0.5 0.1, 0.7 0.9, 0.1 0.4, 0.9 0.4, 0.3 0.9  | polygon: it crosses itself
            figure eight    | 0.1 0.1, 0.5 0.3, 0.9 0.1, 0.9 0.5, 0.5 0.3, 0.1 0.5 | polygon: it crosses itself
            touches a side  | 0.1 0.1, 0.9 0.1, 0.9 0.9, 0.5 0.1, 0.1 0.9  | polygon: it crosses itself
            spike           | 0.1 0.1, 0.5 0.1, 0.9 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.5 | polygon: it folds back on itself at vertex 2
            flat            | 0.1 0.1, 0.2 0.2, 0.3 0.3                    | polygon: it folds back on itself
            flat and there  | 0.1 0.1, 0.5 0.1, 0.3 0.1                    | polygon: it folds back on itself
            closed twice    | 0.1 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.1           | polygon: vertex 0 repeats vertex 3
            double click    | 0.1 0.1, 0.5 0.1, 0.5 0.1, 0.1 0.5           | polygon: vertex 2 repeats vertex 1
            trembling hand  | 0.1 0.1, 0.5 0.1, 0.50005 0.1, 0.1 0.5       | polygon: vertex 2 repeats vertex 1
            speck           | 0.1 0.1, 0.11 0.1, 0.1 0.11                  | polygon: at least 5.0E-4 of the picture, was 0.000050
            sliver          | 0 0.5, 1 0.5, 1 0.5004, 0 0.5004             | polygon: at least 5.0E-4 of the picture, was 0.000400
            """)
    void areas(String name, String vertices, String expected) {
        assertObjection(area("z1", name, Kind.LOITERING, vertices, null, List.of()), expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            straight        | 0.1 0.1, 0.9 0.9                             | sound
            bent            | 0.1 0.1, 0.5 0.5, 0.9 0.1                    | sound
            horseshoe       | 0.1 0.1, 0.1 0.9, 0.9 0.9, 0.9 0.1           | sound
            too short       | 0.1 0.1, 0.11 0.1                            | line: at least 0.02 of the picture's side, was 0.0100
            a point         | 0.1 0.1, 0.1 0.1                             | line: vertex 1 repeats vertex 0
            double click    | 0.1 0.1, 0.5 0.5, 0.5 0.5                    | line: vertex 2 repeats vertex 1
            loop            | 0.1 0.1, 0.5 0.5, 0.5 0.1, 0.1 0.5           | line: it crosses itself (leg 0 and leg 2)
            touches itself  | 0.1 0.5, 0.9 0.5, 0.9 0.1, 0.5 0.5           | line: it crosses itself
            closed          | 0.1 0.1, 0.5 0.1, 0.5 0.5, 0.1 0.1           | line: a line has two ends; draw an area instead
            there and back  | 0.1 0.1, 0.9 0.1, 0.4 0.1                    | line: it folds back on itself at vertex 1
            """)
    void lines(String name, String vertices, String expected) {
        assertObjection(
                new Zone("l1", name, Kind.LINE_CROSSING, List.of(), null, vertices(vertices), null, null, List.of()),
                expected);
    }

    /** Days' first two letters, hours, windows parted by ";". */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            nights               | MO TU WE TH FR SA SU 22:00-06:00        | sound
            one whole day        | SU 00:00-00:00                          | sound
            every day, all day   | MO TU WE TH FR SA SU 00:00-00:00        | sound
            meet without overlap | MO 08:00-12:00; MO 12:00-18:00          | sound
            evening then morning | SU 22:00-06:00; MO 06:00-07:00          | sound
            other days           | MO 08:00-12:00; TU 08:00-12:00          | sound
            all day, from eight  | MO 08:00-08:00; TU 08:00-09:00          | sound
            overlap              | MO 08:00-12:00; MO 11:59-13:00          | schedule[1]: overlaps schedule[0]
            the same twice       | MO 08:00-12:00; MO 08:00-12:00          | schedule[1]: overlaps schedule[0]
            one inside the other | MO 08:00-18:00; TU 07:00-08:00; MO 09:00-10:00 | schedule[2]: overlaps schedule[0]
            past midnight        | MO 22:00-06:00; TU 05:00-07:00          | schedule[1]: overlaps schedule[0]
            past the week's end  | SU 22:00-06:00; MO 05:00-07:00          | schedule[1]: overlaps schedule[0]
            all day and a bit    | MO 00:00-00:00; MO 23:00-23:30          | schedule[1]: overlaps schedule[0]
            seconds only         | MO 08:00-08:00:30                       | schedule[0]: at least a minute
            half a second        | MO 08:00:00.5-09:00                     | schedule[0]: whole seconds
            """)
    void hours(String name, String windows, String expected) {
        assertObjection(area("z1", name, Kind.INTRUSION, SQUARE, null, schedule(windows)), expected);
    }

    @ParameterizedTest(name = "{0} \\{1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            gate-1   | 후문 앞        | sound
            문.1_a   | North gate     | sound
            a b      | gate           | zoneId: 1 to 64 letters
            a/b      | gate           | zoneId: 1 to 64 letters
            a;drop   | gate           | zoneId: 1 to 64 letters
            z\\e     | gate           | zoneId: 1 to 64 letters
            z1       | gate\\e[31m    | name: no control characters
            z1       | gate\\nroot    | name: no control characters
            z1       | gate\\u202eGNP | name: no control characters
            z1       | gate\\u2028x   | name: no control characters
            """)
    void names(String zoneId, String name, String expected) {
        assertObjection(area(real(zoneId), real(name), Kind.INTRUSION, SQUARE, null, List.of()), expected);
    }

    @Test
    void onlyLoiterersHaveADwellTime() {
        assertObjection(area("z1", "gate", Kind.LOITERING, SQUARE, 20.0, List.of()), "sound");
        assertObjection(
                area("z1", "gate", Kind.INTRUSION, SQUARE, 20.0, List.of()), "dwellSeconds: only for LOITERING");
    }

    @Test
    void noIdNameOrOutlineIsThereTwice() {
        Zone gate = area("z1", "gate", Kind.INTRUSION, SQUARE, null, List.of());
        String other = "0.6 0.6, 0.9 0.6, 0.9 0.9";
        List<WatchHours> mornings = schedule("MO 06:00-12:00");

        assertThat(both(gate, area("z1", "yard", Kind.INTRUSION, other, null, List.of())))
                .contains("zones[1].zoneId: \"z1\" is there twice");
        assertThat(both(gate, area("z2", "gate ", Kind.INTRUSION, other, null, List.of()))
                        .orElseThrow())
                .startsWith("zones[1].name: another zone");
        assertThat(both(gate, area("z2", "yard", Kind.INTRUSION, SQUARE, null, mornings))
                        .orElseThrow())
                .startsWith("zones[1].polygon: zones[0] watches the same");
        assertThat(both(gate, area("z2", "yard", Kind.LOITERING, SQUARE, null, List.of())))
                .isEmpty();
        assertThat(both(
                        area("z1", "by day", Kind.LOITERING, SQUARE, 60.0, schedule("MO 12:00-18:00")),
                        area("z2", "in the morning", Kind.LOITERING, SQUARE, 10.0, mornings)))
                .isEmpty();
        assertThat(ZoneRule.objection(IntStream.range(0, 17)
                                .mapToObj(i -> area("z" + i, "z" + i, Kind.INTRUSION, SQUARE, null, List.of()))
                                .toList())
                        .orElseThrow())
                .isEqualTo("zones: at most 16, were 17");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void twoPairsOfEyes(Role role) {
        boolean draws = Set.of(Role.MANAGER, Role.LEAD, Role.SERVICE).contains(role);

        assertThat(ZoneRightsRule.countsAtOnce(role)).isEqualTo(draws && role != Role.LEAD);
        assertThat(ZoneRightsRule.mayPropose(role)).isEqualTo(draws);
        assertThat(ZoneRightsRule.mayApprove(role, "kim", "lee")).isEqualTo(draws);
        assertThat(ZoneRightsRule.mayApprove(role, "kim", "kim")).isFalse();
        assertThat(ZoneRightsRule.mayReject(role)).isEqualTo(draws);
    }

    private static void assertObjection(Zone zone, String expected) {
        Optional<String> objection = ZoneRule.objection(List.of(zone));
        if (expected.equals("sound")) assertThat(objection).isEmpty();
        else assertThat(objection.orElseThrow()).startsWith("zones[0]." + expected);
    }

    private static Optional<String> both(Zone one, Zone other) {
        return ZoneRule.objection(List.of(one, other));
    }

    private static Zone area(
            String id, String name, Kind kind, String polygon, @Nullable Double dwell, List<WatchHours> schedule) {
        return new Zone(id, name, kind, vertices(polygon), dwell, List.of(), null, null, schedule);
    }

    private static List<WatchHours> schedule(String windows) {
        return Stream.of(windows.split(";"))
                .map(String::strip)
                .map(window -> {
                    String[] words = window.split(" ");
                    String[] times = words[words.length - 1].split("-");
                    Set<DayOfWeek> days = Stream.of(words)
                            .limit(words.length - 1)
                            .map(ZoneRuleTest::day)
                            .collect(Collectors.toSet());
                    return new WatchHours(days, LocalTime.parse(times[0]), LocalTime.parse(times[1]));
                })
                .toList();
    }

    private static DayOfWeek day(String letters) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().startsWith(letters))
                .findFirst()
                .orElseThrow();
    }

    private static String real(String text) {
        return text.replace("\\e", "\u001b")
                .replace("\\n", "\n")
                .replace("\\u202e", "\u202e")
                .replace("\\u2028", "\u2028");
    }

    private static List<Vertex> vertices(String vertices) {
        return Stream.of(vertices.split(",\\s*"))
                .map(v -> v.split(" "))
                .map(v -> new Vertex(Double.parseDouble(v[0]), Double.parseDouble(v[1])))
                .toList();
    }
}
