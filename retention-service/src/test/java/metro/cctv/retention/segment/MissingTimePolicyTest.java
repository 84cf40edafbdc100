package metro.cctv.retention.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import metro.cctv.retention.segment.SegmentStore.Gap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingTimePolicyTest {
    private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");

    /** Of the day's first minute; times in seconds. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing is missing                       | 0-10 10-20 20.9-30  |                       |
            as it was told                           | 0-10 15-20          | 10-15 CAMERA          | 10-15 CAMERA
            nobody told: another took over           | 0-10 17-27          |                       | 10-17 RECORDER
            told in part                             | 0-10 30-40          | 15-20 NETWORK         | 10-15 RECORDER, 15-20 NETWORK, 20-30 RECORDER
            two causes in one hole                   | 0-10 30-40          | 10-20 CAMERA, 20-30 STORAGE | 10-20 CAMERA, 20-30 STORAGE
            the other one recorded meanwhile         | 0-10 17-27 27-37 38.5-48 | 10-38.5 RECORDER  | 10-17 RECORDER, 37-38.5 RECORDER
            the dead one's tail came late            | 0-10 10-16 17-27    | 10-17 STORAGE         |
            two recorded at once                     | 0-10 5-30 12-20     |                       |
            told before the first and after the last | 20-30               | 0-20 POLICY, 30-40 CAMERA | 0-20 POLICY, 30-40 CAMERA
            a gap all of which was recorded          | 0-100               | 40-55 RECORDER        |
            no recordings                            |                     | 5-9 CAMERA            | 5-9 CAMERA
            only the asked time                      | 40-50 100-110       | 20-40 CAMERA, 55-70 NETWORK | 20-40 CAMERA, 50-55 RECORDER, 55-60 NETWORK
            nothing at all                           |                     |                       |
            """)
    void isWhatNobodyRecorded(String why, @Nullable String recorded, @Nullable String told, @Nullable String missing) {
        List<Gap> found = MissingTimePolicy.of(
                words(recorded, " ").map(MissingTimePolicyTest::segment).toList(),
                words(told, ", ").map(MissingTimePolicyTest::gap).toList(),
                DAY,
                DAY.plusSeconds(60));
        assertThat(found)
                .as(why)
                .extracting(Gap::from, Gap::to, Gap::cause)
                .containsExactlyElementsOf(words(missing, ", ")
                        .map(MissingTimePolicyTest::gap)
                        .map(gap -> tuple(gap.from(), gap.to(), gap.cause()))
                        .toList());
    }

    private static Stream<String> words(@Nullable String list, String between) {
        return list == null
                ? Stream.empty()
                : Arrays.stream(list.split(between)).filter(word -> !word.isBlank());
    }

    private static Segment segment(String span) {
        List<Instant> ends = ends(span);
        return new Segment(
                UUID.randomUUID(), "DJ-SEO-001", "DJ-SEO", "a.mp4", ends.get(0), ends.get(1), 1, 1, 1, null, false);
    }

    private static Gap gap(String text) {
        String[] words = text.split(" ");
        List<Instant> ends = ends(words[0]);
        return new Gap(ends.get(0), ends.get(1), words[1], "");
    }

    private static List<Instant> ends(String span) {
        List<Instant> ends = new ArrayList<>();
        for (String second : span.split("-"))
            ends.add(DAY.plus(Duration.ofMillis(Math.round(Double.parseDouble(second) * 1000))));
        return ends;
    }
}
