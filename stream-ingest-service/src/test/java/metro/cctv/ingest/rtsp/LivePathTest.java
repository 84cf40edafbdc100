package metro.cctv.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LivePathTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    rtsp://h/live/DJ-SEO-001/main,                      MAIN
                    rtsp://h:8554/live/DJ-SEO-001/sub,                  SUB
                    RTSPS://h:8554/live/DJ-SEO-001/sub/,                SUB
                    rtsp://h/live/DJ-SEO-001/main/trackID=0,            MAIN
                    rtsp://ticket:x@h/live/DJ-SEO-001/main?vendor=1,    MAIN
                    """)
    void namesACameraAndAStream(String uri, Stream stream) {
        assertThat(LivePath.of(uri)).contains(new LivePath("DJ-SEO-001", stream));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "/live/DJ-SEO-001/main",
                "http://h/live/DJ-SEO-001/main",
                "rtsp://h/live/dj-seo-001/main",
                "rtsp://h/live/DJ-SEO-001",
                "rtsp://h/live/DJ-SEO-001/MAIN",
                "rtsp://h/live/DJ-SEO-001/main/trackID=1",
                "rtsp://h/live/DJ-SEO-001/main/x/y",
                "rtsp://h/live/../../main/sub",
                "rtsp:///live/DJ-SEO-001/main"
            })
    void namesNothing(String uri) {
        assertThat(LivePath.of(uri)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    rtsp://h/live/C-1/main,                     rtsp://h/live/C-1/main/
                    rtsp://h/live/C-1/main/,                    rtsp://h/live/C-1/main/
                    rtsp://h/live/C-1/main/trackID=0,           rtsp://h/live/C-1/main/
                    rtsp://ticket:secret@h/live/C-1/main?x=y,   rtsp://h/live/C-1/main/
                    """)
    void theBaseNeverRepeatsALogin(String uri, String base) {
        assertThat(LivePath.baseOf(uri)).isEqualTo(base);
    }
}
