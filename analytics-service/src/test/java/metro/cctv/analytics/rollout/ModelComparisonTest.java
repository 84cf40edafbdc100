package metro.cctv.analytics.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.rollout.ModelComparison.OfClass;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
    private static final long MS = 1_000_000;
    private final ModelComparison comparison = new ModelComparison(0.5, 0.3);

    @Test
    void eachFromItsOwnThresholdOn() {
        comparison.add(
                List.of(person(0.9, 0), person(0.4, 100)),
                20 * MS,
                List.of(person(0.35, 2), person(0.2, 200)),
                40 * MS);

        assertThat(comparison.view().classes()).containsExactly(new OfClass(ObjectClass.PERSON, 1, 1, 1));
    }

    /** One box of the shadow is one object, not two; and another class is another thing. */
    @Test
    void anObjectHasOnePartnerOfItsClass() {
        comparison.add(
                List.of(person(0.9, 0), person(0.8, 3), car(0.9, 50)), 0, List.of(person(0.9, 1), person(0.9, 50)), 0);

        assertThat(comparison.view().classes())
                .containsExactlyInAnyOrder(
                        new OfClass(ObjectClass.PERSON, 2, 2, 1), new OfClass(ObjectClass.CAR, 1, 0, 0));
    }

    /** Boxes of 10 x 10: shifted by 3 they overlap 7 to 13, by 4 only 6 to 14. */
    @Test
    void halfAnOverlapIsOneObject() {
        comparison.add(List.of(person(0.9, 0)), 0, List.of(person(0.9, 3)), 0);
        comparison.add(List.of(person(0.9, 0)), 0, List.of(person(0.9, 4)), 0);

        assertThat(comparison.view().classes()).containsExactly(new OfClass(ObjectClass.PERSON, 2, 2, 1));
    }

    @Test
    void meansOverTheFramesThatBothSaw() {
        assertThat(comparison.view()).isEqualTo(new ModelComparison.View(0, 0, null, null, List.of()));
        comparison.add(List.of(), 10 * MS, List.of(), 30 * MS);
        comparison.add(List.of(), 20 * MS, List.of(), 50 * MS);
        comparison.addRejected();

        assertThat(comparison.view()).isEqualTo(new ModelComparison.View(2, 1, 15.0, 40.0, List.of()));
    }

    private static DetectedObject person(double score, double left) {
        return new DetectedObject(ObjectClass.PERSON, score, left, 0, left + 10, 10);
    }

    private static DetectedObject car(double score, double left) {
        return new DetectedObject(ObjectClass.CAR, score, left, 0, left + 10, 10);
    }
}
