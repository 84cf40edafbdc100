package metro.cctv.simulator.onvif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The PTZ service. */
final class PtzCalls {
    private static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    private static final String PAN_TILT_SPACE = "http://www.onvif.org/ver10/tptz/PanTiltSpaces/VelocityGenericSpace";
    private static final String ZOOM_SPACE = "http://www.onvif.org/ver10/tptz/ZoomSpaces/VelocityGenericSpace";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);

    private final boolean available;
    private final Clock clock;
    private final PtzHead head;
    private final Map<String, Preset> presets = new LinkedHashMap<>();

    private record Preset(String name, PtzHead.Position position) {}

    PtzCalls(boolean available, Clock clock) {
        this.available = available;
        this.clock = clock;
        this.head = new PtzHead(clock.instant());
        presets.put("1", new Preset("정면", new PtzHead.Position(0, 0, 0)));
        presets.put("2", new Preset("횡단보도", new PtzHead.Position(-0.4, -0.2, 0.3)));
        presets.put("3", new Preset("버스정류장", new PtzHead.Position(0.6, -0.1, 0.5)));
    }

    synchronized String answer(SoapRequest request) throws SoapFault {
        if (!available) throw SoapFault.unknownAction("this camera does not turn");
        return switch (request.action()) {
            case "GetNodes" -> nodes();
            case "GetPresets" -> presets();
            case "GetStatus" -> status();
            case "GotoPreset" -> gotoPreset(request);
            case "ContinuousMove" -> continuousMove(request);
            case "Stop" -> stop(request);
            default -> throw SoapFault.unknownAction(request.action());
        };
    }

    private String nodes() {
        return """
                <tptz:GetNodesResponse><tptz:PTZNode token="ptz" FixedHomePosition="false"><tt:Name>ptz</tt:Name>\
                <tt:SupportedPTZSpaces><tt:ContinuousPanTiltVelocitySpace><tt:URI>%s</tt:URI>\
                <tt:XRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:XRange>\
                <tt:YRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max></tt:YRange></tt:ContinuousPanTiltVelocitySpace>\
                <tt:ContinuousZoomVelocitySpace><tt:URI>%s</tt:URI><tt:XRange><tt:Min>-1</tt:Min><tt:Max>1</tt:Max>\
                </tt:XRange></tt:ContinuousZoomVelocitySpace></tt:SupportedPTZSpaces>\
                <tt:MaximumNumberOfPresets>%d</tt:MaximumNumberOfPresets><tt:HomeSupported>false</tt:HomeSupported>\
                </tptz:PTZNode></tptz:GetNodesResponse>""".formatted(PAN_TILT_SPACE, ZOOM_SPACE, presets.size());
    }

    private String presets() {
        StringBuilder xml = new StringBuilder("<tptz:GetPresetsResponse>");
        presets.forEach(
                (token, preset) -> xml.append("""
                <tptz:Preset token="%s"><tt:Name>%s</tt:Name><tt:PTZPosition>%s</tt:PTZPosition></tptz:Preset>""".formatted(token, Xml.escape(preset.name()), xml(preset.position()))));
        return xml.append("</tptz:GetPresetsResponse>").toString();
    }

    private String status() {
        Instant now = clock.instant();
        String moving = head.isMoving(now) ? "MOVING" : "IDLE";
        return """
                <tptz:GetStatusResponse><tptz:PTZStatus><tt:Position>%s</tt:Position><tt:MoveStatus>\
                <tt:PanTilt>%s</tt:PanTilt><tt:Zoom>%s</tt:Zoom></tt:MoveStatus><tt:UtcTime>%s</tt:UtcTime>\
                </tptz:PTZStatus></tptz:GetStatusResponse>""".formatted(xml(head.position(now)), moving, moving, now);
    }

    private String gotoPreset(SoapRequest request) throws SoapFault {
        Preset preset = presets.get(String.valueOf(request.value("PresetToken")));
        if (preset == null) throw SoapFault.badArgument("no such preset");
        head.jump(preset.position(), clock.instant());
        return "<tptz:GotoPresetResponse/>";
    }

    private String continuousMove(SoapRequest request) throws SoapFault {
        Element velocity = Xml.child(request.body(), request.service().namespace(), "Velocity");
        if (velocity == null) throw SoapFault.badArgument("a velocity is missing");
        Element panTilt = Xml.child(velocity, SCHEMA, "PanTilt");
        Element zoom = Xml.child(velocity, SCHEMA, "Zoom");
        head.move(
                new PtzHead.Velocity(number(panTilt, "x"), number(panTilt, "y"), number(zoom, "x")),
                timeout(request.value("Timeout")),
                clock.instant());
        return "<tptz:ContinuousMoveResponse/>";
    }

    /** Without arguments everything stops. */
    private String stop(SoapRequest request) {
        head.stop(!"false".equals(request.value("PanTilt")), !"false".equals(request.value("Zoom")), clock.instant());
        return "<tptz:StopResponse/>";
    }

    private static Duration timeout(@Nullable String text) throws SoapFault {
        if (text == null) return DEFAULT_TIMEOUT;
        try {
            Duration timeout = Duration.parse(text);
            if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0)
                throw SoapFault.badArgument("timeout: 0 to 60 s");
            return timeout;
        } catch (DateTimeParseException e) {
            throw SoapFault.badArgument("timeout: a duration such as PT1S");
        }
    }

    private static double number(@Nullable Element element, String attribute) throws SoapFault {
        if (element == null) return 0;
        try {
            double value = Double.parseDouble(element.getAttribute(attribute));
            if (!Double.isFinite(value)) throw SoapFault.badArgument("not a number");
            return value;
        } catch (NumberFormatException e) {
            throw SoapFault.badArgument("not a number");
        }
    }

    private static String xml(PtzHead.Position position) {
        return String.format(
                Locale.ROOT,
                "<tt:PanTilt x=\"%.4f\" y=\"%.4f\"/><tt:Zoom x=\"%.4f\"/>",
                position.pan(),
                position.tilt(),
                position.zoom());
    }
}
