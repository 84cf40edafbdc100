package metro.cctv.registry.ptz;

import java.time.Duration;
import java.util.Locale;
import metro.cctv.registry.onvif.OnvifService;
import metro.cctv.registry.onvif.SoapCall;
import org.jspecify.annotations.Nullable;

/** The calls of ONVIF's PTZ service that we make; elements in the order of its WSDL (ver20/ptz). */
final class PtzMessages {
    private PtzMessages() {}

    static SoapCall nodes() {
        return call("GetNodes", "");
    }

    static SoapCall status(String profile) {
        return call("GetStatus", profileToken(profile));
    }

    static SoapCall presets(String profile) {
        return call("GetPresets", profileToken(profile));
    }

    /** An axis that the node cannot turn is left out; one that shall stand still is told so. */
    static SoapCall continuousMove(String profile, HeadNode node, PtzCommand.Move move, Duration timeout) {
        String velocity = (node.velocity() == null ? "" : panTilt(move.pan(), move.tilt()))
                + (node.zoomVelocity() == null ? "" : zoom(move.zoom()));
        return call(
                "ContinuousMove",
                profileToken(profile) + element("Velocity", velocity) + element("Timeout", duration(timeout)));
    }

    static SoapCall stop(String profile) {
        return call("Stop", profileToken(profile) + element("PanTilt", "true") + element("Zoom", "true"));
    }

    static SoapCall absoluteMove(String profile, HeadScale.Numbers to) {
        return call("AbsoluteMove", profileToken(profile) + element("Position", vector(to)));
    }

    static SoapCall relativeMove(String profile, HeadScale.Numbers by) {
        return call("RelativeMove", profileToken(profile) + element("Translation", vector(by)));
    }

    static SoapCall gotoPreset(String profile, String token) {
        return call("GotoPreset", profileToken(profile) + text("PresetToken", token));
    }

    static SoapCall setPreset(String profile, String name, @Nullable String token) {
        return call(
                "SetPreset",
                profileToken(profile) + text("PresetName", name) + (token == null ? "" : text("PresetToken", token)));
    }

    static SoapCall removePreset(String profile, String token) {
        return call("RemovePreset", profileToken(profile) + text("PresetToken", token));
    }

    static SoapCall gotoHomePosition(String profile) {
        return call("GotoHomePosition", profileToken(profile));
    }

    private static SoapCall call(String action, String content) {
        return SoapCall.of(OnvifService.PTZ, action, content);
    }

    private static String profileToken(String profile) {
        return text("ProfileToken", profile);
    }

    private static String text(String name, String value) {
        return element(name, SoapCall.escape(value));
    }

    private static String element(String name, String content) {
        return "<tptz:" + name + ">" + content + "</tptz:" + name + ">";
    }

    private static String vector(HeadScale.Numbers numbers) {
        return panTilt(numbers.x(), numbers.y()) + (Double.isNaN(numbers.zoom()) ? "" : zoom(numbers.zoom()));
    }

    private static String panTilt(double x, double y) {
        return String.format(Locale.ROOT, "<tt:PanTilt x=\"%.5f\" y=\"%.5f\"/>", x, y);
    }

    private static String zoom(double x) {
        return String.format(Locale.ROOT, "<tt:Zoom x=\"%.5f\"/>", x);
    }

    /** xs:duration. Whole seconds where they are: some firmware reads no fractions. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? "PT" + millis / 1000 + "S" : String.format(Locale.ROOT, "PT%.1fS", millis / 1000.0);
    }
}
