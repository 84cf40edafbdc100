package metro.cctv.contracts.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestLeaseTest {
    @Test
    void aSlotNeverChanges() {
        assertThat(IngestLease.slotOf("DJ-SEO-00001")).isEqualTo(IngestLease.slotOf("DJ-SEO-00001"));
        assertThat(java.util.stream.Stream.of("DJ-SEO-00001", "DJ-SEO-00002", "DJ-YUS-00001", "SE-JNG-12345")
                        .map(IngestLease::slotOf))
                .as("written down: other values would move every camera at the upgrade")
                .containsExactly(38, 56, 9, 3);
    }

    @Test
    void aDistrictsCamerasSpreadEvenly() {
        var cameras = new int[IngestLease.SLOTS];
        for (int i = 0; i < 2_720; i++) cameras[IngestLease.slotOf("DJ-SEO-%05d".formatted(i))]++;
        for (int count : cameras) assertThat(count).isBetween(42 / 2, 42 * 2);
    }

    @Test
    void anAddressIsSchemeHostAndPort() {
        assertThat(IngestLease.address("http://ingest-1.ingest:8082"))
                .hasHost("ingest-1.ingest")
                .hasPort(8082);
        assertThat(IngestLease.address("https://10.1.2.3")).hasHost("10.1.2.3");
    }

    @Test
    void anRtspAddressIsSchemeHostAndPort() {
        assertThat(IngestLease.rtspAddress("rtsps://ingest-1.video.example:8322"))
                .hasScheme("rtsps")
                .hasPort(8322);
        assertThatThrownBy(() -> IngestLease.rtspAddress("https://ingest-1:8322"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IngestLease.rtspAddress("rtsp://ticket:secret@ingest-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IngestLease.address("rtsp://ingest-1:8322"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ingest:8082",
                "ftp://ingest",
                "file:///etc/passwd",
                "http://",
                "http:///x",
                "http://ingest/",
                "http://ingest/api",
                "http://user@ingest",
                "http://ingest?x=1",
                "http://ingest#x",
                "http://in gest",
                "http://ingest\r\nX: y"
            })
    void anythingElseIsNone(String text) {
        assertThatThrownBy(() -> IngestLease.address(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
