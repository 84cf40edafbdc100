package metro.cctv.contracts.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.frame.FrameMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraEventsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "http://10.0.0.1/x", "concat:a|b", "rtsp:///nohost", "rtsp://u:p@h/x"})
    void refusesAddressesThatAreNoPlainRtsp(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamAddress(url, Transport.TCP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "dj-seo-001", "DJ/../SEO", "DJ SEO", "-DJ-SEO", "DJ\nSEO"})
    void refusesCameraIdsThatAreUnsafeInAPath(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> Require.cameraId(id));
    }

    @Test
    void aZoneNeedsThreeVertices() {
        var two = List.of(new Zone.Vertex(0, 0), new Zone.Vertex(1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Zone("z", "z", Zone.Kind.INTRUSION, two, null))
                .withMessageContaining("3 to 64");
    }

    @Test
    void frameHeadersComeBackAsTheyWere() {
        var frame = new FrameMetadata(
                "DJ-SEO-001", "DJ-SEO", Instant.parse("2026-11-21T06:30:00.123456Z"), -40, 0.125, 7, 640, 360);
        assertThat(FrameMetadata.fromHeaders(frame.toHeaders())).isEqualTo(frame);
    }

    @Test
    void aMissingFrameHeaderIsNamed() {
        Map<String, String> headers = new HashMap<>();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrameMetadata.fromHeaders(headers))
                .withMessageContaining("camera-id");
    }
}
