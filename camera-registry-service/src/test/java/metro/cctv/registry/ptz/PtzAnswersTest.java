package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import metro.cctv.registry.onvif.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtzAnswersTest {

    @Test
    void aNodeWithSeveralSpacesIsReadInTheGenericOne() {
        XmlElement spaces = element(
                "SupportedPTZSpaces",
                plane("AbsolutePanTiltPositionSpace", "…/SphericalPositionSpaceDegrees", "-180", "180"),
                plane("AbsolutePanTiltPositionSpace", "…/PositionGenericSpace", "-1", "1"),
                line("AbsoluteZoomPositionSpace", "…/PositionGenericSpace", "0.0", "1.0"),
                plane("ContinuousPanTiltVelocitySpace", "…/VelocityGenericSpace", "1", "1"));
        XmlElement answer = element(
                "GetNodesResponse",
                new XmlElement("PTZNode", Map.of("token", "other"), List.of(), ""),
                new XmlElement("PTZNode", Map.of("token", "n1"), List.of(spaces, text("HomeSupported", "true")), ""));
        HeadNode node = PtzAnswers.node(answer, "n1").orElseThrow();
        assertThat(node.place()).isNotNull();
        assertThat(node.place().uri()).endsWith("PositionGenericSpace");
        assertThat(node.zoomPlace()).isEqualTo(new HeadNode.Line("…/PositionGenericSpace", 0, 1));
        assertThat(node.velocity()).as("an empty range is none").isNull();
        assertThat(node.homeSupported()).isTrue();
        assertThat(PtzAnswers.node(answer, "n2")).isEmpty();
    }

    @Test
    void onlyRelativeMovesStillTellThePlace() {
        XmlElement answer = element(
                "GetNodesResponse",
                element(
                        "PTZNode",
                        element(
                                "SupportedPTZSpaces",
                                plane("RelativePanTiltTranslationSpace", "…/TranslationGenericSpace", "-1", "1"))));
        HeadNode node = PtzAnswers.node(answer, null).orElseThrow();
        assertThat(node.place()).isNull();
        assertThat(node.coordinates()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "NaN", "Infinity", "1e999", "0x10p3000", "1,5", "111111111111111111111111111111111"})
    void aPositionThatIsNoNumberIsNone(String x) {
        XmlElement answer = element(
                "GetStatusResponse",
                element(
                        "PTZStatus",
                        element("Position", new XmlElement("PanTilt", Map.of("x", x, "y", "0"), List.of(), ""))));
        assertThat(PtzAnswers.status(answer).numbers()).isNull();
        assertThat(PtzAnswers.status(answer).moving()).isNull();
    }

    @Test
    void aThousandPresetsAreCutAndTwinsAreOne() {
        XmlElement[] many = IntStream.range(0, 1000)
                .mapToObj(i -> new XmlElement(
                        "Preset",
                        Map.of("token", Integer.toString(i % 700)),
                        List.of(text("Name", "n\u0007\u202e" + i)),
                        ""))
                .toArray(XmlElement[]::new);
        List<PtzAnswers.ToldPreset> presets = PtzAnswers.presets(element("GetPresetsResponse", many));
        assertThat(presets).hasSize(PtzAnswers.MAX_PRESETS);
        assertThat(presets).extracting(PtzAnswers.ToldPreset::token).doesNotHaveDuplicates();
        assertThat(presets.getFirst().name()).isEqualTo("n 0");
        assertThat(presets.getFirst().numbers()).isNull();
    }

    @Test
    void movingAndStanding() {
        XmlElement moving =
                element("PTZStatus", element("MoveStatus", text("PanTilt", "MOVING"), text("Zoom", "IDLE")));
        assertThat(PtzAnswers.status(element("r", moving)).moving()).isTrue();
        assertThat(PtzAnswers.status(element("r", element("PTZStatus", element("MoveStatus", text("PanTilt", "IDLE")))))
                        .moving())
                .isFalse();
    }

    private static XmlElement element(String name, XmlElement... children) {
        return new XmlElement(name, Map.of(), List.of(children), "");
    }

    private static XmlElement text(String name, String text) {
        return new XmlElement(name, Map.of(), List.of(), text);
    }

    private static XmlElement plane(String name, String uri, String min, String max) {
        return element(name, text("URI", uri), range("XRange", min, max), range("YRange", min, max));
    }

    private static XmlElement line(String name, String uri, String min, String max) {
        return element(name, text("URI", uri), range("XRange", min, max));
    }

    private static XmlElement range(String name, String min, String max) {
        return element(name, text("Min", min), text("Max", max));
    }
}
