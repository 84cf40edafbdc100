package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import metro.cctv.registry.onvif.OnvifService;
import metro.cctv.registry.onvif.SoapCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Message by message against the shapes of ONVIF's PTZ WSDL (ver20/ptz/wsdl/ptz.wsdl) and schema (ver10/schema/onvif.xsd), written down
 * here by hand: elements in their order, "?" may be left out.
 */
class PtzMessagesTest {
    private static final String TPTZ = "http://www.onvif.org/ver20/ptz/wsdl";
    private static final String TT = "http://www.onvif.org/ver10/schema";

    private static final Map<String, List<String>> SHAPES = Map.ofEntries(
            Map.entry("GetNodes", List.of()),
            Map.entry("GetStatus", List.of("ProfileToken")),
            Map.entry("GetPresets", List.of("ProfileToken")),
            Map.entry("SetPreset", List.of("ProfileToken", "PresetName?", "PresetToken?")),
            Map.entry("RemovePreset", List.of("ProfileToken", "PresetToken")),
            Map.entry("GotoPreset", List.of("ProfileToken", "PresetToken", "Speed?")),
            Map.entry("GotoHomePosition", List.of("ProfileToken", "Speed?")),
            Map.entry("ContinuousMove", List.of("ProfileToken", "Velocity", "Timeout?")),
            Map.entry("AbsoluteMove", List.of("ProfileToken", "Position", "Speed?")),
            Map.entry("RelativeMove", List.of("ProfileToken", "Translation", "Speed?")),
            Map.entry("Stop", List.of("ProfileToken", "PanTilt?", "Zoom?")));

    private static final HeadNode.Line UNIT = new HeadNode.Line("u", -1, 1);
    private static final HeadNode.Plane PLANE = new HeadNode.Plane("u", UNIT, UNIT);
    private static final HeadNode BOTH = new HeadNode(PLANE, UNIT, null, null, PLANE, UNIT, true);
    private static final HeadNode NO_ZOOM = new HeadNode(PLANE, null, null, null, PLANE, null, true);
    private static final PtzCommand.Move MOVE = new PtzCommand.Move(0.5, -1, 0.25);
    private static final String PROFILE = "Profile_<1>&\"x";

    static List<Arguments> messages() {
        var numbers = new HeadScale.Numbers(-0.123456, 1, 0.5);
        var flat = new HeadScale.Numbers(0.1, 0.2, Double.NaN);
        return List.of(
                Arguments.of(PtzMessages.nodes(), ""),
                Arguments.of(PtzMessages.status(PROFILE), ""),
                Arguments.of(PtzMessages.presets(PROFILE), ""),
                Arguments.of(
                        PtzMessages.continuousMove(PROFILE, BOTH, MOVE, Duration.ofSeconds(2)),
                        "PanTilt x=0.50000 y=-1.00000, Zoom x=0.25000, Timeout PT2S"),
                Arguments.of(
                        PtzMessages.continuousMove(PROFILE, NO_ZOOM, MOVE, Duration.ofMillis(1500)),
                        "PanTilt x=0.50000 y=-1.00000, Timeout PT1.5S"),
                Arguments.of(PtzMessages.stop(PROFILE), "PanTilt true, Zoom true"),
                Arguments.of(
                        PtzMessages.absoluteMove(PROFILE, numbers), "PanTilt x=-0.12346 y=1.00000, Zoom x=0.50000"),
                Arguments.of(PtzMessages.absoluteMove(PROFILE, flat), "PanTilt x=0.10000 y=0.20000"),
                Arguments.of(
                        PtzMessages.relativeMove(PROFILE, numbers), "PanTilt x=-0.12346 y=1.00000, Zoom x=0.50000"),
                Arguments.of(PtzMessages.gotoPreset(PROFILE, "p<1"), "PresetToken p<1"),
                Arguments.of(PtzMessages.setPreset(PROFILE, "정문 & 뒤", null), "PresetName 정문 & 뒤"),
                Arguments.of(PtzMessages.setPreset(PROFILE, "정문", "3"), "PresetName 정문, PresetToken 3"),
                Arguments.of(PtzMessages.removePreset(PROFILE, "3"), "PresetToken 3"),
                Arguments.of(PtzMessages.gotoHomePosition(PROFILE), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void isShapedAsTheWsdlSays(SoapCall call, String expected) throws Exception {
        assertThat(call.service()).isEqualTo(OnvifService.PTZ);
        Element message = parse(call);
        List<String> shape = SHAPES.get(call.action());
        assertThat(shape).as(call.action()).isNotNull();
        List<Element> children = children(message);
        int at = 0;
        for (Element child : children) {
            assertThat(child.getNamespaceURI()).isEqualTo(TPTZ);
            while (at < shape.size() && !shape.get(at).replace("?", "").equals(child.getLocalName())) {
                assertThat(shape.get(at))
                        .as("left out before " + child.getLocalName())
                        .endsWith("?");
                at++;
            }
            assertThat(at)
                    .as("%s has no %s there", call.action(), child.getLocalName())
                    .isLessThan(shape.size());
            at++;
        }
        assertThat(shape.subList(at, shape.size())).allMatch(rest -> rest.endsWith("?"));
        assertThat(said(children)).isEqualTo(expected);
        if (!shape.isEmpty()) assertThat(children.getFirst().getTextContent()).isEqualTo(PROFILE);
    }

    @Test
    void whatIsNotMovedIsToldToStandStill() throws Exception {
        Element message =
                parse(PtzMessages.continuousMove("p", BOTH, new PtzCommand.Move(0, 0, 1), Duration.ofSeconds(2)));
        assertThat(said(children(message))).isEqualTo("PanTilt x=0.00000 y=0.00000, Zoom x=1.00000, Timeout PT2S");
    }

    private static String said(List<Element> children) {
        List<String> words = new ArrayList<>();
        for (Element child : children) {
            if (child.getLocalName().equals("ProfileToken")) continue;
            List<Element> parts = children(child);
            if (parts.isEmpty()) words.add(child.getLocalName() + " " + child.getTextContent());
            for (Element part : parts) {
                assertThat(part.getNamespaceURI()).isEqualTo(TT);
                String y = part.hasAttribute("y") ? " y=" + part.getAttribute("y") : "";
                words.add(part.getLocalName() + " x=" + part.getAttribute("x") + y);
            }
        }
        return String.join(", ", words);
    }

    private static Element parse(SoapCall call) throws Exception {
        String xml = "<tptz:%s xmlns:tptz=\"%s\" xmlns:tt=\"%s\">%s</tptz:%s>"
                .formatted(call.action(), TPTZ, TT, call.content(), call.action());
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling())
            if (node instanceof Element element) children.add(element);
        return children;
    }
}
