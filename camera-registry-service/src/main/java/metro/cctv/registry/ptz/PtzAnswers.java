package metro.cctv.registry.ptz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metro.cctv.registry.onvif.XmlElement;
import org.jspecify.annotations.Nullable;

/** Sense out of what a camera answers; what makes none is left out, never guessed. */
final class PtzAnswers {
    static final int MAX_PRESETS = 256;
    private static final int MAX_NAME = 100;

    private PtzAnswers() {}

    /**
     * @param moving null: the camera does not say
     */
    record Status(
            HeadScale.@Nullable Numbers numbers, @Nullable Boolean moving) {}

    record ToldPreset(String token, String name, HeadScale.@Nullable Numbers numbers) {}

    /** @param token of the node that the profile uses; null: the only one */
    static Optional<HeadNode> node(XmlElement nodes, @Nullable String token) {
        List<XmlElement> all = nodes.all("PTZNode");
        return all.stream()
                .filter(n -> token == null
                        || n.attribute("token").filter(token::equals).isPresent())
                .findFirst()
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty())
                .map(PtzAnswers::node);
    }

    private static HeadNode node(XmlElement node) {
        XmlElement spaces = node.child("SupportedPTZSpaces").orElse(node);
        return new HeadNode(
                plane(spaces, "AbsolutePanTiltPositionSpace"),
                line(spaces, "AbsoluteZoomPositionSpace"),
                plane(spaces, "RelativePanTiltTranslationSpace"),
                line(spaces, "RelativeZoomTranslationSpace"),
                plane(spaces, "ContinuousPanTiltVelocitySpace"),
                line(spaces, "ContinuousZoomVelocitySpace"),
                node.value("HomeSupported").filter(PtzAnswers::isTrue).isPresent());
    }

    private static HeadNode.@Nullable Plane plane(XmlElement spaces, String name) {
        HeadNode.Plane best = null;
        for (XmlElement space : spaces.all(name)) {
            String uri = space.value("URI").orElse("");
            HeadNode.Line x = range(uri, space, "XRange");
            HeadNode.Line y = range(uri, space, "YRange");
            if (x == null || y == null) continue;
            HeadNode.Plane plane = new HeadNode.Plane(uri, x, y);
            if (best == null || uri.contains("Generic") && !best.uri().contains("Generic")) best = plane;
        }
        return best;
    }

    private static HeadNode.@Nullable Line line(XmlElement spaces, String name) {
        HeadNode.Line best = null;
        for (XmlElement space : spaces.all(name)) {
            String uri = space.value("URI").orElse("");
            HeadNode.Line line = range(uri, space, "XRange");
            if (line != null
                    && (best == null || uri.contains("Generic") && !best.uri().contains("Generic"))) best = line;
        }
        return best;
    }

    private static HeadNode.@Nullable Line range(String uri, XmlElement space, String axis) {
        double min = number(space.value(axis, "Min").orElse(null));
        double max = number(space.value(axis, "Max").orElse(null));
        return min < max ? new HeadNode.Line(uri, min, max) : null;
    }

    static Status status(XmlElement answer) {
        XmlElement status = answer.child("PTZStatus").orElse(answer);
        Optional<String> panTilt = status.value("MoveStatus", "PanTilt");
        Optional<String> zoom = status.value("MoveStatus", "Zoom");
        Boolean moving = panTilt.isEmpty() && zoom.isEmpty()
                ? null
                : panTilt.filter("MOVING"::equals).isPresent()
                        || zoom.filter("MOVING"::equals).isPresent();
        return new Status(status.child("Position").map(PtzAnswers::numbers).orElse(null), moving);
    }

    static List<ToldPreset> presets(XmlElement answer) {
        List<ToldPreset> presets = new ArrayList<>();
        for (XmlElement preset : answer.all("Preset")) {
            String token = preset.attribute("token").orElse("");
            if (token.isEmpty() || token.length() > PtzRequestRule.MAX_TOKEN || presets.size() >= MAX_PRESETS) continue;
            if (presets.stream().anyMatch(p -> p.token().equals(token))) continue;
            String name = plain(preset.value("Name").orElse(token));
            presets.add(new ToldPreset(
                    token,
                    name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME),
                    preset.child("PTZPosition").map(PtzAnswers::numbers).orElse(null)));
        }
        return presets;
    }

    static Optional<String> presetToken(XmlElement answer) {
        return answer.value("PresetToken").filter(t -> t.length() <= PtzRequestRule.MAX_TOKEN);
    }

    private static HeadScale.@Nullable Numbers numbers(XmlElement vector) {
        double x = number(vector.child("PanTilt").flatMap(p -> p.attribute("x")).orElse(null));
        double y = number(vector.child("PanTilt").flatMap(p -> p.attribute("y")).orElse(null));
        double zoom = number(vector.child("Zoom").flatMap(p -> p.attribute("x")).orElse(null));
        return Double.isNaN(x) || Double.isNaN(y) ? null : new HeadScale.Numbers(x, y, zoom);
    }

    /** NaN for what is no number. */
    private static double number(@Nullable String text) {
        if (text == null || text.length() > 32) return Double.NaN;
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    }
}
