package metro.cctv.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each measure must do, from clips small enough to count by hand, and from random ones. */
class TrackingScoreTest {
    private static final Offset<Double> ROUNDING = within(1e-9);

    @Test
    void theTruthItselfIsPerfect() {
        List<MotBox> truth = crowd(new Random(7), 1);
        TrackingScore score = TrackingScore.of(truth, truth);

        assertThat(List.of(
                        score.hota().hota(),
                        score.hota().detA(),
                        score.hota().assA(),
                        score.hota().locA(),
                        score.clear().mota(),
                        score.clear().motp(),
                        score.identity().idf1(),
                        score.identity().precision(),
                        score.identity().recall()))
                .allSatisfy(value -> assertThat(value).isCloseTo(100, ROUNDING));
        assertThat(score.clear().switches()).isZero();
        assertThat(score.clear().fragments()).isZero();
        assertThat(score.clear().faults()).isEmpty();
        assertThat(score.clear().mostlyLost()).isZero();
    }

    @Test
    void nothingFoundIsNothingRight() {
        TrackingScore score = TrackingScore.of(walk(1, 10, 0), List.of());

        assertThat(score.hota().hota()).isZero();
        assertThat(score.clear().mota()).isZero();
        assertThat(score.identity().idf1()).isZero();
        assertThat(score.clear().missed()).isEqualTo(10);
        assertThat(score.clear().mostlyLost()).isEqualTo(1);
    }

    @Test
    void nothingTrueAndSomethingFoundIsAllFalse() {
        TrackingScore score = TrackingScore.of(List.of(), walk(1, 10, 0));

        assertThat(score.hota().hota()).isZero();
        assertThat(score.clear().falseBoxes()).isEqualTo(10);
        assertThat(score.clear().mota()).isNegative();
        assertThat(score.identity().idf1()).isZero();
    }

    @Test
    void nothingTrueAndNothingFoundIsAllRight() {
        TrackingScore score = TrackingScore.of(List.of(), List.of());

        assertThat(score.hota().hota()).isEqualTo(100);
        assertThat(score.clear().mota()).isEqualTo(100);
        assertThat(score.identity().idf1()).isEqualTo(100);
    }

    /** One walker of ten frames whose track changes its id after the seventh. */
    @Test
    void aSwitchIsCountedOnceAndCostsEachMeasureItsOwnWay() {
        List<MotBox> truth = walk(1, 10, 0);
        List<MotBox> found = truth.stream()
                .map(box -> box.withId(box.frame() <= 7 ? 11 : 12))
                .toList();
        TrackingScore score = TrackingScore.of(truth, found);

        assertThat(score.clear().switches()).isEqualTo(1);
        assertThat(score.clear().fragments()).isZero();
        assertThat(score.clear().mota()).isCloseTo(90, ROUNDING);
        assertThat(score.identity().idf1()).isCloseTo(70, ROUNDING);
        assertThat(score.hota().detA()).isCloseTo(100, ROUNDING);
        // Seven boxes share 7 of 10 frames, three share 3 of 10.
        assertThat(score.hota().assA()).isCloseTo(100 * (0.7 * 0.7 + 0.3 * 0.3), ROUNDING);
        assertThat(score.hota().hota()).isCloseTo(100 * Math.sqrt(0.58), ROUNDING);
    }

    /** Frames 4 and 5 of ten are missing; the id stays. */
    @Test
    void aGapIsAFragmentAndNoSwitch() {
        List<MotBox> truth = walk(1, 10, 0);
        List<MotBox> found =
                truth.stream().filter(box -> box.frame() < 4 || box.frame() > 5).toList();
        TrackingScore score = TrackingScore.of(truth, found);

        assertThat(score.clear().fragments()).isEqualTo(1);
        assertThat(score.clear().switches()).isZero();
        assertThat(score.clear().missed()).isEqualTo(2);
        assertThat(score.clear().mostlyTracked()).isZero();
        assertThat(score.identity().precision()).isCloseTo(100, ROUNDING);
        assertThat(score.identity().recall()).isCloseTo(80, ROUNDING);
        assertThat(score.clear().faults())
                .containsExactly(new ClearScore.Faults(4, 0, 1, 0), new ClearScore.Faults(5, 0, 1, 0));
    }

    /** Boxes half as wide overlap by 0.5: right for CLEAR, and for 10 of HOTA's 19 overlaps. */
    @Test
    void aCoarseBoxIsRightWhereLittleOverlapIsAsked() {
        List<MotBox> truth = walk(1, 10, 0);
        List<MotBox> found = truth.stream()
                .map(b -> new MotBox(b.frame(), b.id(), b.left(), b.top(), b.width() / 2, b.height(), 1))
                .toList();
        TrackingScore score = TrackingScore.of(truth, found);

        assertThat(score.clear().mota()).isCloseTo(100, ROUNDING);
        assertThat(score.clear().motp()).isCloseTo(50, ROUNDING);
        assertThat(score.hota().detA()).isCloseTo(100.0 * 10 / 19, ROUNDING);
    }

    @Test
    void whoGoesOnIsMatchedBeforeWhoFitsBetter() {
        List<MotBox> truth = List.of(box(1, 1, 0), box(2, 1, 0));
        List<MotBox> found = List.of(box(1, 5, 0), box(2, 5, 4), box(2, 6, 0));
        TrackingScore score = TrackingScore.of(truth, found);

        assertThat(score.clear().switches()).isZero();
        assertThat(score.clear().falseBoxes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void otherNamesChangeNothing(long seed) {
        var random = new Random(seed);
        List<MotBox> truth = crowd(random, 1);
        List<MotBox> found = noisy(random, truth);
        TrackingScore score = TrackingScore.of(truth, found);
        TrackingScore renamed = TrackingScore.of(renamed(random, truth), renamed(random, found));

        assertThat(renamed.hota().hota()).isCloseTo(score.hota().hota(), ROUNDING);
        assertThat(renamed.hota().assA()).isCloseTo(score.hota().assA(), ROUNDING);
        assertThat(renamed.clear()).isEqualTo(score.clear());
        assertThat(renamed.identity()).isEqualTo(score.identity());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theOrderOfTheBoxesChangesNothing(long seed) {
        var random = new Random(seed);
        List<MotBox> truth = crowd(random, 1);
        List<MotBox> found = noisy(random, truth);
        TrackingScore score = TrackingScore.of(truth, found);
        Collections.shuffle(truth, random);
        Collections.shuffle(found, random);
        TrackingScore shuffled = TrackingScore.of(truth, found);

        assertThat(shuffled.hota().hota()).isCloseTo(score.hota().hota(), ROUNDING);
        assertThat(shuffled.clear().mota()).isCloseTo(score.clear().mota(), ROUNDING);
        assertThat(shuffled.identity()).isEqualTo(score.identity());
    }

    @Test
    void noMeasureIsBeyondItsRange() {
        for (long seed = 20; seed < 40; seed++) {
            var random = new Random(seed);
            List<MotBox> truth = crowd(random, 1);
            TrackingScore score = TrackingScore.of(truth, noisy(random, truth));
            assertThat(List.of(
                            score.hota().hota(),
                            score.hota().detA(),
                            score.hota().assA(),
                            score.hota().locA(),
                            score.clear().motp(),
                            score.identity().idf1()))
                    .allSatisfy(value -> assertThat(value).isBetween(0.0, 100.0));
            assertThat(score.clear().mota()).isLessThan(100);
            assertThat(score.clear().right() + score.clear().missed()).isEqualTo(truth.size());
        }
    }

    private static MotBox box(int frame, long id, double left) {
        return new MotBox(frame, id, left, 0, 20, 40, 1);
    }

    private static List<MotBox> walk(long id, int frames, double left) {
        List<MotBox> boxes = new ArrayList<>();
        for (int frame = 1; frame <= frames; frame++) boxes.add(box(frame, id, left + 3 * frame));
        return boxes;
    }

    private static List<MotBox> crowd(Random random, long firstId) {
        List<MotBox> boxes = new ArrayList<>();
        for (int id = 0; id < 12; id++) boxes.addAll(walk(firstId + id, 10 + random.nextInt(20), random.nextInt(400)));
        return boxes;
    }

    /** Misses, displaced boxes, false boxes and changes of id. */
    private static List<MotBox> noisy(Random random, List<MotBox> truth) {
        List<MotBox> found = new ArrayList<>();
        for (MotBox box : truth) {
            if (random.nextInt(8) == 0) continue;
            long id = 100 + box.id() + (random.nextInt(10) == 0 ? 50 : 0);
            found.add(new MotBox(
                    box.frame(),
                    id,
                    box.left() + 6 * random.nextDouble(),
                    box.top() + 6 * random.nextDouble(),
                    box.width(),
                    box.height(),
                    1));
            if (random.nextInt(12) == 0) found.add(box(box.frame(), 900 + random.nextInt(1000), 700));
        }
        return found;
    }

    private static List<MotBox> renamed(Random random, List<MotBox> boxes) {
        List<Long> ids =
                new ArrayList<>(boxes.stream().map(MotBox::id).distinct().toList());
        Collections.shuffle(ids, random);
        Map<Long, Long> names = new HashMap<>();
        for (long id : ids) names.put(id, 10_000L + names.size());
        return boxes.stream()
                .map(box -> box.withId(names.getOrDefault(box.id(), 0L)))
                .toList();
    }
}
