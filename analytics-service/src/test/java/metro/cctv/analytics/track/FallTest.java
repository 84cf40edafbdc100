package metro.cctv.analytics.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five frames a second; somebody 80 pixels tall and 28 wide stands at (200, 100 to 180). */
class FallTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final int EVERY_MS = 200;

    private final ByteTracker tracker = new ByteTracker(TrackerParameters.of(0.65, 3));
    private int frames;
    private long upright;

    @BeforeEach
    void somebodyStands() {
        for (int i = 0; i < 10; i++)
            if (i > 0) upright = ids(next(box(200, 140, 28, 80, 0.9))).getFirst();
            else next(box(200, 140, 28, 80, 0.9));
    }

    @ParameterizedTest
    @CsvSource({
        // x,  y, width, height, score, frames unseen, goes on
        "200, 165, 80, 30, 0.55, 0, true",
        "200, 165, 80, 30, 0.55, 5, true",
        "200, 165, 80, 30, 0.95, 2, true",
        "235, 165, 70, 35, 0.40, 1, true",
        "200, 165, 60, 55, 0.55, 1, true",
        "200, 165, 80, 30, 0.20, 1, false", // anything has such a score
        "200, 165, 40, 25, 0.55, 1, false", // a dog
        "200, 150, 80, 75, 0.55, 1, false", // two people
        "300, 165, 80, 30, 0.55, 1, false", // another's place
        "200, 260, 80, 30, 0.55, 1, false", // far in front
        "200, 165, 80, 30, 0.55, 12, false", // long after
    })
    void goesOnWithTheLyingBoxAtTheirPlace(
            double x, double y, double width, double height, double score, int unseen, boolean goesOn) {
        for (int i = 0; i < unseen; i++) assertThat(next()).isEmpty();
        next(box(x, y, width, height, score));
        for (int i = 0; i < 5; i++) {
            List<Long> seen = ids(next(box(x, y, width, height, score)));
            if (goesOn) assertThat(seen).containsExactly(upright);
            else assertThat(seen).doesNotContain(upright);
        }
    }

    /** A clip's own boxes: a body half down, then flatter each frame, then still and weak. */
    @Test
    void goesOnThroughAFallOfSeveralFrames() {
        DetectedObject[] falls = {
            box(196, 155, 43, 43, 0.71), box(199, 164, 56, 33, 0.76), box(198, 175, 64, 19, 0.62),
        };
        for (DetectedObject box : falls) assertThat(ids(next(box))).containsExactly(upright);
        for (int i = 0; i < 10; i++)
            assertThat(ids(next(box(200, 175, 61, 18, 0.54)))).containsExactly(upright);
    }

    @Test
    void whoStandsOnKeepsTheirTrackAndTheOneWhoLiesThereIsNobody() {
        for (int i = 0; i < 5; i++)
            assertThat(ids(next(box(200, 140, 28, 80, 0.9), box(205, 165, 80, 30, 0.55))))
                    .containsExactly(upright);
    }

    @Test
    void twoWhoLieThereAreNobodysChoice() {
        for (int i = 0; i < 3; i++)
            assertThat(next(box(190, 160, 80, 30, 0.55), box(215, 175, 80, 30, 0.55)))
                    .isEmpty();
    }

    private List<TrackedBox> next(DetectedObject... boxes) {
        return tracker.next(START.plusMillis((long) EVERY_MS * frames++), new ArrayList<>(List.of(boxes)));
    }

    private static List<Long> ids(List<TrackedBox> boxes) {
        return boxes.stream().map(TrackedBox::trackId).toList();
    }

    private static DetectedObject box(double x, double y, double width, double height, double score) {
        return new DetectedObject(
                ObjectClass.PERSON, score, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
    }
}
