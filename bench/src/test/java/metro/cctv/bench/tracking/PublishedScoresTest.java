package metro.cctv.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import metro.cctv.testkit.TestData;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evaluator against figures that others published or measured with TrackEval (MANIFEST.md of the data). */
class PublishedScoresTest {
    private static final Offset<Double> PUBLISHED = within(0.01);

    @Test
    void tudCampusAsPublished() throws IOException {
        TrackingScore score = score("TUD-Campus", "test.txt");

        assertThat(score.hota().hota()).isCloseTo(39.140, PUBLISHED);
        assertThat(score.hota().detA()).isCloseTo(41.805, PUBLISHED);
        assertThat(score.hota().assA()).isCloseTo(36.912, PUBLISHED);
        assertThat(score.clear().mota()).isCloseTo(52.646, PUBLISHED);
        assertThat(score.identity().idf1()).isCloseTo(55.766, PUBLISHED);
        assertThat(score.clear().switches()).isEqualTo(7);
        assertThat(score.clear().falseBoxes()).isEqualTo(13);
        assertThat(score.clear().missed()).isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource({"TUD-Campus, 53.539, 60.446, 72.884, 3", "crowd-a, 62.067, 84.092, 70.959, 166"})
    void theReferenceTrackersAsMeasured(String clip, double hota, double mota, double idf1, int switches)
            throws IOException {
        TrackingScore score = score(clip, "bytetrack.txt");

        assertThat(score.hota().hota()).isCloseTo(hota, PUBLISHED);
        assertThat(score.clear().mota()).isCloseTo(mota, PUBLISHED);
        assertThat(score.identity().idf1()).isCloseTo(idf1, PUBLISHED);
        assertThat(score.clear().switches()).isEqualTo(switches);
    }

    private static TrackingScore score(String clip, String tracks) throws IOException {
        Path truth = TestData.file("tracking/" + clip + "/gt.txt");
        Path found = TestData.file("tracking/" + clip + "/" + tracks);
        return TrackingScore.of(MotText.readTruth(truth), MotText.read(found));
    }
}
