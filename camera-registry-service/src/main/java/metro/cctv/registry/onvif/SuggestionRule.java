package metro.cctv.registry.onvif;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metro.cctv.registry.camera.Stream.Codec;
import metro.cctv.registry.onvif.ProbeView.Profile;
import metro.cctv.registry.onvif.ProbeView.SecurityDraft;
import metro.cctv.registry.onvif.ProbeView.StreamDraft;
import metro.cctv.registry.onvif.ProbeView.Suggestion;
import org.jspecify.annotations.Nullable;

/** A camera's draft from what was probed: the largest picture is recorded, the smallest other one is analysed. */
final class SuggestionRule {
    private static final int MAX_FACT_CHARS = 100;

    private SuggestionRule() {}

    /** Maker, model, firmware; each null when the device does not say. */
    record Device(
            @Nullable String maker,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String serial) {}

    static Suggestion of(
            Device device,
            String host,
            List<Profile> profiles,
            boolean ptz,
            @Nullable String onvifAddress,
            @Nullable ServerCertificate certificate) {
        // MJPEG is nobody's first choice: it is ten times as large.
        Comparator<Profile> bySize =
                Comparator.comparing((Profile p) -> !"MJPEG".equals(p.codec())).thenComparingInt(Profile::pixels);
        List<Profile> usable =
                profiles.stream().filter(p -> p.streamUri() != null).toList();
        Optional<Profile> main = usable.stream().max(bySize);
        Optional<Profile> sub = usable.stream()
                .filter(p -> !"MJPEG".equals(p.codec()))
                .filter(p -> main.isPresent()
                        && !String.valueOf(p.streamUri()).equals(main.get().streamUri())
                        && p.pixels() < main.get().pixels())
                .min(Comparator.comparingInt(Profile::pixels));
        return new Suggestion(
                name(device, host),
                main.map(SuggestionRule::stream).orElse(null),
                sub.map(SuggestionRule::stream).orElse(null),
                ptz,
                onvifAddress,
                new SecurityDraft(
                        fact(device.maker()),
                        fact(device.model()),
                        fact(device.firmware()),
                        certificate == null ? null : certificate.sha256(),
                        certificate == null ? null : certificate.notAfter()),
                "FIXED",
                "PLANNED");
    }

    private static String name(Device device, String host) {
        String words = Words.line((device.maker() == null ? "" : device.maker() + " ")
                + (device.model() == null ? "" : device.model() + " "));
        String name = words.isEmpty() ? host : words + " " + host;
        return name.length() <= 200 ? name : name.substring(0, 200);
    }

    private static StreamDraft stream(Profile profile) {
        return new StreamDraft(
                String.valueOf(profile.streamUri()),
                "TCP",
                codec(profile.codec()),
                side(profile.width()),
                side(profile.height()),
                profile.fps());
    }

    private static @Nullable Codec codec(@Nullable String name) {
        for (Codec codec : Codec.values()) if (codec.name().equals(name)) return codec;
        return null;
    }

    private static @Nullable Integer side(@Nullable Integer pixels) {
        return pixels == null || pixels < 16 || pixels > 8192 ? null : pixels;
    }

    private static @Nullable String fact(@Nullable String text) {
        return text == null || text.length() <= MAX_FACT_CHARS ? text : text.substring(0, MAX_FACT_CHARS);
    }
}
