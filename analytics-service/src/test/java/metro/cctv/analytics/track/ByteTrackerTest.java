package metro.cctv.analytics.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is the same as a moment ago; how well in a crowd is measured in the module "bench". */
class ByteTrackerTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final int FRAME_MS = 40;
    private static final double STRONG = 0.9;
    private static final double WEAK = 0.3;

    private final ByteTracker tracker = new ByteTracker(new TrackerParameters(0.5, 0.6, 0.1, 0.8, 1.0, 1 / 25.0));

    @Test
    void isReportedFromTheSecondSightOn() {
        assertThat(next(0)).isEmpty();
        assertThat(next(40, person(100, STRONG))).isEmpty();
        assertThat(next(80, person(101, STRONG))).hasSize(1);
    }

    @Test
    void aSingleSightIsForgotten() {
        next(0);
        next(40, person(100, STRONG));
        next(80);
        assertThat(next(120, person(100, STRONG))).isEmpty();
    }

    @Test
    void aWeakBoxGoesOnWithATrackAndStartsNone() {
        long id = walkIn();
        assertThat(next(400, person(100, WEAK), person(300, WEAK)))
                .extracting(TrackedBox::trackId)
                .containsExactly(id);
        assertThat(next(440, person(100, WEAK), person(300, WEAK))).hasSize(1);
    }

    @ParameterizedTest(name = "hidden for {0} ms: the same is {1}")
    @CsvSource({"200, true", "900, true", "1600, false"})
    void isRememberedForAWhile(long hiddenMs, boolean same) {
        long id = walkIn();
        long at = 400;
        for (; at < 400 + hiddenMs; at += FRAME_MS) assertThat(next(at)).isEmpty();
        next(at, person(100, STRONG));
        assertThat(next(at + FRAME_MS, person(100, STRONG)))
                .singleElement()
                .satisfies(box -> assertThat(box.trackId() == id).isEqualTo(same));
    }

    @Test
    void aCarIsNoPerson() {
        long id = walkIn();
        next(400, new DetectedObject(ObjectClass.CAR, STRONG, 100, 100, 140, 200));
        List<TrackedBox> seen = next(440, new DetectedObject(ObjectClass.TRUCK, STRONG, 100, 100, 140, 200));
        assertThat(seen).singleElement().satisfies(box -> {
            assertThat(box.trackId()).isNotEqualTo(id);
            assertThat(box.label()).isEqualTo(ObjectClass.CAR);
        });
    }

    /** At 25 frames a second a walker moves 3 pixels, at 5 he moves 15. */
    @ParameterizedTest(name = "a frame each {0} ms")
    @CsvSource({"40", "100", "200", "300"})
    void keepsAWalkerHoweverOftenItLooks(int everyMs) {
        next(0, person(100, STRONG));
        List<Long> ids = new ArrayList<>();
        for (int at = everyMs; at < 6_000; at += everyMs)
            next(at, person(100 + 0.075 * at, STRONG)).forEach(box -> ids.add(box.trackId()));
        assertThat(ids).hasSizeGreaterThan(10).containsOnly(ids.getFirst());
    }

    @Test
    void twoWhoCrossKeepTheirNames() {
        for (int i = 0; i < 100; i++)
            next(
                    FRAME_MS * i,
                    person(100 + 3 * i, STRONG),
                    new DetectedObject(ObjectClass.PERSON, STRONG, 400 - 3 * i, 120, 440 - 3 * i, 220));
        List<TrackedBox> seen = next(
                FRAME_MS * 100,
                person(400, STRONG),
                new DetectedObject(ObjectClass.PERSON, STRONG, 100, 120, 140, 220));
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst().trackId()).isLessThan(seen.getLast().trackId());
        assertThat(seen.getFirst().left()).isGreaterThan(seen.getLast().left());
    }

    @Test
    void aStillSceneEndsNoTrackAndALongSilenceEndsAll() {
        long id = walkIn();
        assertThat(next(10_400, person(100, STRONG)))
                .extracting(TrackedBox::trackId)
                .containsExactly(id);
        assertThat(next(75_000, person(100, STRONG))).isEmpty();
    }

    @Test
    void theSameFramesGiveTheSameTracks() {
        var other = new ByteTracker(TrackerParameters.of(0.5, 2));
        var again = new ByteTracker(TrackerParameters.of(0.5, 2));
        var random = new Random(5);
        for (int i = 1; i < 300; i++) {
            int now = i;
            List<DetectedObject> boxes = Stream.iterate(0, k -> k + 1)
                    .limit(8)
                    .filter(k -> random.nextInt(6) > 0)
                    .map(k -> person(50 * k + now % 40, 0.2 + 0.7 * random.nextDouble()))
                    .toList();
            assertThat(again.next(at(FRAME_MS * i), boxes)).isEqualTo(other.next(at(FRAME_MS * i), boxes));
        }
    }

    @Test
    void whoTakesOverGoesOnWithTheNames() {
        tracker.recall(at(0), List.of(new TrackedBox(77, ObjectClass.PERSON, STRONG, 100, 100, 40, 100)));
        assertThat(next(40, person(101, STRONG)))
                .extracting(TrackedBox::trackId)
                .containsExactly(77L);
    }

    @Test
    void refusesAFrameFromBefore() {
        next(80);
        assertThatThrownBy(() -> next(40)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Ten frames of one who stands; @return the track's id */
    private long walkIn() {
        for (int i = 0; i < 9; i++) next(FRAME_MS * i, person(100, STRONG));
        return next(FRAME_MS * 9, person(100, STRONG)).getFirst().trackId();
    }

    private List<TrackedBox> next(long ms, DetectedObject... objects) {
        return tracker.next(at(ms), List.of(objects));
    }

    private static Instant at(long ms) {
        return START.plusMillis(ms);
    }

    private static DetectedObject person(double left, double score) {
        return new DetectedObject(ObjectClass.PERSON, score, left, 100, left + 40, 200);
    }
}
