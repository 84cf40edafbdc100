package metro.cctv.registry.onvif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import metro.cctv.registry.onvif.ProbeView.Preset;
import metro.cctv.registry.onvif.ProbeView.Ptz;
import org.jspecify.annotations.Nullable;

/** What a device can do besides sending pictures. Everything here may be missing or broken; then it is null and a quirk. */
final class AbilityReader {
    private static final int MAX_PRESETS = 256;
    private static final int MAX_TOPICS = 100;

    private AbilityReader() {}

    static @Nullable Ptz ptz(Asking asking, @Nullable String profileToken) {
        if (!asking.device().offers(OnvifService.PTZ)) return null;
        List<XmlElement> nodes = asking.tryAsking(SoapCall.of(OnvifService.PTZ, "GetNodes"), Quirk.PTZ_EMPTY)
                .map(answer -> answer.all("PTZNode"))
                .orElse(List.of());
        if (nodes.isEmpty()) {
            asking.quirks().add(Quirk.PTZ_EMPTY);
            return null;
        }
        List<String> spaces = nodes.stream()
                .flatMap(node -> node.child("SupportedPTZSpaces").stream())
                .flatMap(all -> all.children().stream())
                .map(XmlElement::name)
                .toList();
        return new Ptz(
                profileToken == null ? List.of() : presets(asking, profileToken),
                spaces.stream().anyMatch(s -> s.contains("PanTilt")),
                spaces.stream().anyMatch(s -> s.contains("Zoom")),
                spaces.stream().anyMatch(s -> s.startsWith("Absolute")),
                spaces.stream().anyMatch(s -> s.startsWith("Continuous")));
    }

    private static List<Preset> presets(Asking asking, String profileToken) {
        SoapCall call = SoapCall.of(
                OnvifService.PTZ,
                "GetPresets",
                "<tptz:ProfileToken>" + SoapCall.escape(profileToken) + "</tptz:ProfileToken>");
        List<Preset> presets = asking.tryAsking(call, Quirk.PTZ_EMPTY).stream()
                .flatMap(answer -> answer.all("Preset").stream())
                .flatMap(at -> at.attribute("token").stream()
                        .map(token -> new Preset(
                                Words.line(token),
                                Words.lineOrNull(at.value("Name").orElse(null)))))
                .toList();
        if (presets.size() <= MAX_PRESETS) return presets;
        asking.quirks().add(Quirk.TOO_MUCH, presets.size() + " presets");
        return presets.subList(0, MAX_PRESETS);
    }

    static @Nullable List<String> imaging(Asking asking, @Nullable String source) {
        if (source == null || !asking.device().offers(OnvifService.IMAGING)) return null;
        SoapCall call = SoapCall.of(
                OnvifService.IMAGING,
                "GetImagingSettings",
                "<timg:VideoSourceToken>" + SoapCall.escape(source) + "</timg:VideoSourceToken>");
        return asking.tryAsking(call, Quirk.IMAGING_FAILS)
                .flatMap(answer -> answer.child("ImagingSettings"))
                .map(settings -> settings.children().stream()
                        .map(XmlElement::name)
                        .map(Words::line)
                        .filter(name -> !name.equals("Extension"))
                        .distinct()
                        .limit(32)
                        .toList())
                .orElse(null);
    }

    static @Nullable List<String> events(Asking asking) {
        if (!asking.device().offers(OnvifService.EVENTS)) return null;
        Optional<XmlElement> topics = asking.tryAsking(
                        SoapCall.of(OnvifService.EVENTS, "GetEventProperties"), Quirk.EVENTS_FAIL)
                .flatMap(answer -> answer.child("TopicSet"));
        if (topics.isEmpty()) return null;
        List<String> found = new ArrayList<>();
        for (XmlElement root : topics.get().children()) collect(root, "", found);
        return List.copyOf(found);
    }

    private static void collect(XmlElement at, String above, List<String> found) {
        String path = above + Words.line(at.name());
        if (found.size() >= MAX_TOPICS) return;
        if (at.attribute("topic").filter("true"::equalsIgnoreCase).isPresent()) found.add(path);
        for (XmlElement child : at.children())
            if (!child.name().equals("MessageDescription")) collect(child, path + "/", found);
    }

    static @Nullable List<String> analytics(Asking asking) {
        if (!asking.device().offers(OnvifService.ANALYTICS)) return null;
        return asking.tryAsking(SoapCall.of(OnvifService.ANALYTICS, "GetServiceCapabilities"), Quirk.ANALYTICS_FAIL)
                .flatMap(answer -> answer.child("Capabilities"))
                .map(all -> all.attributes().entrySet().stream()
                        .filter(e -> e.getValue().equalsIgnoreCase("true"))
                        .map(e -> Words.line(e.getKey()))
                        .sorted()
                        .limit(32)
                        .toList())
                .orElse(null);
    }
}
