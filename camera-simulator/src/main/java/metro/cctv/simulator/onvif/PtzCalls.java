package metro.cctv.simulator.onvif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import metro.cctv.simulator.head.PtzHead;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The PTZ service: messages as the ONVIF PTZ WSDL shapes them. Node and configuration are called {@code ptz}. */
final class PtzCalls {
    private static final String SCHEMA = "http://www.onvif.org/ver10/schema";
    private static final Set<String> PROFILES = Set.of("main", "sub");
    private static final Set<String> WITHOUT_PROFILE =
            Set.of("GetNodes", "GetNode", "GetConfigurations", "GetServiceCapabilities");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_PRESETS = 32;
    private static final int MAX_NAME = 64;

    private final @Nullable PtzHead head;
    private final Clock clock;
    private final Map<String, Preset> presets = new LinkedHashMap<>();
    private PtzHead.Position home = PtzHead.Position.FRONT;
    private int lastToken;

    private record Preset(String name, PtzHead.Position position) {}

    /** @param head null: this camera does not turn */
    PtzCalls(@Nullable PtzHead head, Clock clock) {
        this.head = head;
        this.clock = clock;
        keep("정면", PtzHead.Position.FRONT);
        keep("횡단보도", new PtzHead.Position(-0.15, -0.2, 0.3));
        keep("버스정류장", new PtzHead.Position(0.2, -0.1, 0.5));
    }

    synchronized String answer(SoapRequest request) throws SoapFault {
        PtzHead turning = head;
        if (turning == null) throw SoapFault.unknownAction("this camera does not turn");
        if (!WITHOUT_PROFILE.contains(request.action())
                && !PROFILES.contains(String.valueOf(request.value("ProfileToken"))))
            throw SoapFault.badArgument("NoProfile", "no such profile");
        return switch (request.action()) {
            case "GetServiceCapabilities" -> PtzNodeXml.capabilities();
            case "GetNodes" -> "<tptz:GetNodesResponse>" + PtzNodeXml.node(MAX_PRESETS) + "</tptz:GetNodesResponse>";
            case "GetNode" -> node(request);
            case "GetConfigurations" -> PtzNodeXml.configurations();
            case "GetPresets" -> presets();
            case "GetStatus" -> status(turning);
            case "GotoPreset" -> {
                turning.glide(preset(request).position(), clock.instant());
                yield "<tptz:GotoPresetResponse/>";
            }
            case "SetPreset" -> setPreset(request, turning);
            case "RemovePreset" -> {
                preset(request);
                presets.remove(String.valueOf(request.value("PresetToken")));
                yield "<tptz:RemovePresetResponse/>";
            }
            case "GotoHomePosition" -> {
                turning.glide(home, clock.instant());
                yield "<tptz:GotoHomePositionResponse/>";
            }
            case "SetHomePosition" -> {
                home = turning.position(clock.instant());
                yield "<tptz:SetHomePositionResponse/>";
            }
            case "ContinuousMove" -> continuousMove(request, turning);
            case "AbsoluteMove" -> absoluteMove(request, turning);
            case "RelativeMove" -> relativeMove(request, turning);
            case "Stop" -> stop(request, turning);
            default -> throw SoapFault.unknownAction(request.action());
        };
    }

    private static String node(SoapRequest request) throws SoapFault {
        if (!"ptz".equals(request.value("NodeToken"))) throw SoapFault.badArgument("NoEntity", "no such node");
        return "<tptz:GetNodeResponse>" + PtzNodeXml.node(MAX_PRESETS) + "</tptz:GetNodeResponse>";
    }

    private String presets() {
        StringBuilder xml = new StringBuilder("<tptz:GetPresetsResponse>");
        presets.forEach(
                (token, preset) -> xml.append("""
                <tptz:Preset token="%s"><tt:Name>%s</tt:Name><tt:PTZPosition>%s</tt:PTZPosition></tptz:Preset>""".formatted(token, Xml.escape(preset.name()), xml(preset.position()))));
        return xml.append("</tptz:GetPresetsResponse>").toString();
    }

    private String status(PtzHead turning) {
        Instant now = clock.instant();
        String moving = turning.isMoving(now) ? "MOVING" : "IDLE";
        return """
                <tptz:GetStatusResponse><tptz:PTZStatus><tt:Position>%s</tt:Position><tt:MoveStatus>\
                <tt:PanTilt>%s</tt:PanTilt><tt:Zoom>%s</tt:Zoom></tt:MoveStatus><tt:UtcTime>%s</tt:UtcTime>\
                </tptz:PTZStatus></tptz:GetStatusResponse>""".formatted(xml(turning.position(now)), moving, moving, now);
    }

    private Preset preset(SoapRequest request) throws SoapFault {
        Preset preset = presets.get(String.valueOf(request.value("PresetToken")));
        if (preset == null) throw SoapFault.badArgument("NoToken", "no such preset");
        return preset;
    }

    private String setPreset(SoapRequest request, PtzHead turning) throws SoapFault {
        String name = request.value("PresetName");
        if (name != null && name.length() > MAX_NAME)
            throw SoapFault.badArgument("InvalidPresetName", "64 characters at most");
        String token = request.value("PresetToken");
        PtzHead.Position position = turning.position(clock.instant());
        if (token != null) {
            Preset before = preset(request);
            presets.put(token, new Preset(name == null ? before.name() : name, position));
        } else {
            if (presets.values().stream().anyMatch(p -> p.name().equals(name)))
                throw SoapFault.badArgument("PresetExist", "the name is taken");
            if (presets.size() >= MAX_PRESETS) throw SoapFault.refused("TooManyPresets", "no room for another preset");
            token = keep(name == null ? "" : name, position);
        }
        return "<tptz:SetPresetResponse><tptz:PresetToken>%s</tptz:PresetToken></tptz:SetPresetResponse>"
                .formatted(token);
    }

    private String keep(String name, PtzHead.Position position) {
        String token = Integer.toString(++lastToken);
        presets.put(token, new Preset(name, position));
        return token;
    }

    private String continuousMove(SoapRequest request, PtzHead turning) throws SoapFault {
        double[] v = vector(request, "Velocity");
        turning.move(
                new PtzHead.Velocity(orZero(v[0]), orZero(v[1]), orZero(v[2])),
                timeout(request.value("Timeout")),
                clock.instant());
        return "<tptz:ContinuousMoveResponse/>";
    }

    /** An axis that is left out stays where it is. */
    private String absoluteMove(SoapRequest request, PtzHead turning) throws SoapFault {
        double[] v = vector(request, "Position");
        PtzHead.Position now = turning.position(clock.instant());
        if (Math.abs(v[0]) > 1 || Math.abs(v[1]) > 1 || v[2] < 0 || v[2] > 1)
            throw SoapFault.badArgument("InvalidPosition", "outside the space");
        turning.glide(
                new PtzHead.Position(
                        Double.isNaN(v[0]) ? now.pan() : v[0],
                        Double.isNaN(v[1]) ? now.tilt() : v[1],
                        Double.isNaN(v[2]) ? now.zoom() : v[2]),
                clock.instant());
        return "<tptz:AbsoluteMoveResponse/>";
    }

    private String relativeMove(SoapRequest request, PtzHead turning) throws SoapFault {
        double[] v = vector(request, "Translation");
        PtzHead.Position now = turning.position(clock.instant());
        turning.glide(
                new PtzHead.Position(now.pan() + orZero(v[0]), now.tilt() + orZero(v[1]), now.zoom() + orZero(v[2])),
                clock.instant());
        return "<tptz:RelativeMoveResponse/>";
    }

    /** Without arguments everything stops. */
    private String stop(SoapRequest request, PtzHead turning) {
        turning.stop(
                !"false".equals(request.value("PanTilt")), !"false".equals(request.value("Zoom")), clock.instant());
        return "<tptz:StopResponse/>";
    }

    private static Duration timeout(@Nullable String text) throws SoapFault {
        if (text == null) return DEFAULT_TIMEOUT;
        try {
            Duration timeout = Duration.parse(text);
            if (timeout.isNegative() || timeout.compareTo(MAX_TIMEOUT) > 0)
                throw SoapFault.badArgument("TimeoutNotSupported", "timeout: 0 to 60 s");
            return timeout;
        } catch (DateTimeParseException e) {
            throw SoapFault.badArgument("timeout: a duration such as PT1S");
        }
    }

    /** Pan, tilt, zoom; NaN where the vector says nothing of it. */
    private static double[] vector(SoapRequest request, String name) throws SoapFault {
        Element vector = Xml.child(request.body(), request.service().namespace(), name);
        if (vector == null) throw SoapFault.badArgument(name + " is missing");
        Element panTilt = Xml.child(vector, SCHEMA, "PanTilt");
        Element zoom = Xml.child(vector, SCHEMA, "Zoom");
        return new double[] {number(panTilt, "x"), number(panTilt, "y"), number(zoom, "x")};
    }

    private static double number(@Nullable Element element, String attribute) throws SoapFault {
        if (element == null) return Double.NaN;
        try {
            double value = Double.parseDouble(element.getAttribute(attribute));
            if (!Double.isFinite(value)) throw SoapFault.badArgument("not a number");
            return value;
        } catch (NumberFormatException e) {
            throw SoapFault.badArgument("not a number");
        }
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private static String xml(PtzHead.Position position) {
        return String.format(
                Locale.ROOT,
                "<tt:PanTilt x=\"%.5f\" y=\"%.5f\" space=\"%s\"/><tt:Zoom x=\"%.5f\" space=\"%s\"/>",
                position.pan(),
                position.tilt(),
                PtzNodeXml.PAN_TILT + "PositionGenericSpace",
                position.zoom(),
                PtzNodeXml.ZOOM + "PositionGenericSpace");
    }
}
