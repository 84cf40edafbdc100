package metro.cctv.registry.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.registry.moving.EntryRule.Inside;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoseRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofDays(30);

    @ParameterizedTest(name = "{0} s from now: {1}")
    @CsvSource(nullValues = "-", textBlock = """
            0,        -
            60,       -
            61,       in the future
            3600,     in the future
            -3600,    -
            -2592000, -
            -2592001, more than 30 days ago
            """)
    void time(long seconds, String expected) {
        var objection = PoseRule.objection(List.of(pose(seconds)), NOW, AHEAD, KEEP);

        if (expected == null) assertThat(objection).isEmpty();
        else assertThat(objection.orElseThrow()).startsWith("at:").contains(expected);
    }

    @Test
    void aThousandAtOnceAndTheWrongOneIsNamed() {
        assertThat(PoseRule.objection(Collections.nCopies(1000, pose(0)), NOW, AHEAD, KEEP))
                .isEmpty();
        assertThat(PoseRule.objection(Collections.nCopies(1001, pose(0)), NOW, AHEAD, KEEP))
                .isPresent();
        assertThat(PoseRule.objection(List.of(), NOW, AHEAD, KEEP)).isPresent();
        assertThat(PoseRule.objection(List.of(pose(0), pose(99)), NOW, AHEAD, KEEP)
                        .orElseThrow())
                .startsWith("[1].at:");
    }

    /** Airspaces second by second, separated by "|"; what is said, as second and airspace. */
    @ParameterizedTest(name = "before {0}, then {1}: {2}")
    @CsvSource(textBlock = """
            '',  '|A|A|A|',   1A
            '',  'A||A',      0A 2A
            A,   'A|A',       ''
            A,   '|A',        1A
            A,   'A B|B',     0B
            '',  '||',        ''
            '',  'A B',       0A 0B
            """)
    void oneWordOnTheWayIn(String before, String places, String expected) {
        String[] seconds = places.split("\\|", -1);
        List<Inside> path = Stream.iterate(0, i -> i < seconds.length, i -> i + 1)
                .map(i -> new Inside(NOW.plusSeconds(i), codes(seconds[i])))
                .toList();

        assertThat(EntryRule.entries(codes(before), path).stream()
                        .map(e -> Duration.between(NOW, e.at()).toSeconds() + e.airspace()))
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    private static Set<String> codes(String text) {
        return text.isBlank()
                ? Set.of()
                : new java.util.TreeSet<>(List.of(text.trim().split(" ")));
    }

    private static Pose pose(long seconds) {
        return new Pose(NOW.plusSeconds(seconds), 127.38, 36.35, null, null);
    }
}
