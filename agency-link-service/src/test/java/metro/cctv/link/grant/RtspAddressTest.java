package metro.cctv.link.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import metro.cctv.contracts.health.StreamHealthChanged.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtspAddressTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    rtsp://127.0.0.1:8554,              rtsp://ticket:s-_1@127.0.0.1:8554/live/DJ-SEO-001/main
                    rtsps://video.city.example,         rtsps://ticket:s-_1@video.city.example/live/DJ-SEO-001/main
                    rtsps://{district}.city.example:1,  rtsps://ticket:s-_1@dj-seo.city.example:1/live/DJ-SEO-001/main
                    rtsp://[::1]:8554,                  rtsp://ticket:s-_1@[::1]:8554/live/DJ-SEO-001/main
                    """)
    void theTicketIsThePassword(String server, String address) {
        assertThat(new RtspAddress(server).of("DJ-SEO", "DJ-SEO-001", "main", "s-_1"))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:8554",
                "http://h",
                "rtsp://",
                "rtsp://a:b@h",
                "rtsp://h/path",
                "rtsp://h?x",
                "rtsp://{x}"
            })
    void anythingElseStopsTheStart(String server) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RtspAddress(server));
    }

    @Test
    void aGrantShowsItOnlyWithATicket() {
        MediaUrls plain = MediaUrls.of("DJ-SEO-001", "s", Stream.SUB);
        assertThat(plain.rtsp()).isNull();
        MediaUrls urls = plain.withRtsp(new RtspAddress("rtsps://h"), "DJ-SEO", "DJ-SEO-001", "s", Stream.SUB);
        assertThat(urls.rtsp()).isEqualTo("rtsps://ticket:s@h/live/DJ-SEO-001/sub");
        assertThat(urls.withoutTicket()).isEqualTo(MediaUrls.of("DJ-SEO-001", null, Stream.SUB));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutAnAddressThereIsNone(String address) {
        assertThat(new GrantProperties(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), address).rtsp())
                .isEmpty();
    }
}
