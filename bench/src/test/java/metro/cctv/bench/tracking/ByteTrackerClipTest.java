package metro.cctv.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our tracker against reference ByteTrack on the same boxes (MANIFEST.md of the data). */
class ByteTrackerClipTest {
    private static final double TOLERANCE = 0.1;

    @ParameterizedTest
    @CsvSource({"TUD-Campus, 53.539, 60.446, 72.884", "crowd-a, 62.067, 84.092, 70.959"})
    void isAsGoodAsTheReference(String clip, double hota, double mota, double idf1) throws IOException {
        Path folder = TestData.file("tracking/" + clip + "/det.txt").resolveSibling("");
        TrackerClip boxes = TrackerClip.read(folder);
        TrackingScore score = TrackingScore.of(boxes.truth(), boxes.track());

        assertThat(score.hota().hota()).isGreaterThanOrEqualTo(hota - TOLERANCE);
        assertThat(score.clear().mota()).isGreaterThanOrEqualTo(mota - TOLERANCE);
        assertThat(score.identity().idf1()).isGreaterThanOrEqualTo(idf1 - TOLERANCE);
    }
}
