package metro.cctv.registry.onvif;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.onvif.ProbeView.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Profiles and their addresses: Media 2 (which knows H.265) where it works, Media 1 otherwise. */
@Component
class MediaReader {
    private static final int MAX_PROFILES = 16;

    private final AnnouncedAddresses announced;

    MediaReader(AnnouncedAddresses announced) {
        this.announced = announced;
    }

    /** @param source the video source of the first profile with a picture, for imaging */
    record Media(List<Profile> profiles, @Nullable String source) {}

    Media read(Asking asking) {
        if (asking.device().offers(OnvifService.MEDIA2)) {
            SoapCall call = SoapCall.of(OnvifService.MEDIA2, "GetProfiles", "<tr2:Type>All</tr2:Type>");
            Media media = asking.tryAsking(call, Quirk.MEDIA2_FAILS)
                    .map(answer -> profiles(answer, asking, 2))
                    .orElse(new Media(List.of(), null));
            boolean seen = media.profiles().stream().anyMatch(p -> p.codec() != null);
            if (seen || !asking.device().offers(OnvifService.MEDIA)) return media;
            asking.quirks().add(Quirk.MEDIA2_FAILS);
        }
        if (!asking.device().offers(OnvifService.MEDIA)) return new Media(List.of(), null);
        return profiles(asking.ask(SoapCall.of(OnvifService.MEDIA, "GetProfiles")), asking, 1);
    }

    private Media profiles(XmlElement answer, Asking asking, int media) {
        List<Profile> profiles = new ArrayList<>();
        String source = null;
        List<XmlElement> all = answer.all("Profiles");
        if (all.size() > MAX_PROFILES) asking.quirks().add(Quirk.TOO_MUCH, all.size() + " profiles");
        for (XmlElement at : all.subList(0, Math.min(MAX_PROFILES, all.size()))) {
            String token = at.attribute("token").orElse("");
            if (token.isEmpty() || token.length() > 64) continue;
            Optional<XmlElement> encoder =
                    media == 2 ? at.child("Configurations", "VideoEncoder") : at.child("VideoEncoderConfiguration");
            if (source == null && encoder.isPresent())
                source = (media == 2
                                ? at.value("Configurations", "VideoSource", "SourceToken")
                                : at.value("VideoSourceConfiguration", "SourceToken"))
                        .orElse(null);
            boolean audio = (media == 2
                            ? at.child("Configurations", "AudioEncoder")
                            : at.child("AudioEncoderConfiguration"))
                    .isPresent();
            if (audio) asking.quirks().add(Quirk.AUDIO);
            Profile profile = profile(token, at, encoder, media, audio);
            if (encoder.isEmpty()) {
                asking.quirks().add(Quirk.PROFILE_WITHOUT_VIDEO, token);
                profiles.add(profile);
            } else profiles.add(withAddresses(profile, asking, media));
        }
        return new Media(List.copyOf(profiles), source);
    }

    private static Profile profile(
            String token, XmlElement at, Optional<XmlElement> encoder, int media, boolean audio) {
        return new Profile(
                Words.line(token),
                Words.lineOrNull(at.value("Name").orElse(null)),
                media,
                encoder.flatMap(e -> e.value("Encoding"))
                        .map(MediaReader::codec)
                        .orElse(null),
                encoder.flatMap(e -> whole(e, 16_384, "Resolution", "Width")).orElse(null),
                encoder.flatMap(e -> whole(e, 16_384, "Resolution", "Height")).orElse(null),
                encoder.flatMap(e -> rate(e)).orElse(null),
                encoder.flatMap(e -> whole(e, 1_000_000, "RateControl", "BitrateLimit"))
                        .orElse(null),
                null,
                null,
                audio);
    }

    private Profile withAddresses(Profile profile, Asking asking, int media) {
        String token = SoapCall.escape(profile.token());
        OnvifService service = media == 2 ? OnvifService.MEDIA2 : OnvifService.MEDIA;
        String own = service.prefix() + ":ProfileToken>";
        String profileToken = "<" + own + token + "</" + own;
        String setup = media == 2
                ? "<tr2:Protocol>RtspUnicast</tr2:Protocol>" + profileToken
                : "<trt:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>RTSP</tt:Protocol>"
                        + "</tt:Transport></trt:StreamSetup>" + profileToken;
        String stream = address(
                asking, SoapCall.of(service, "GetStreamUri", setup), AddressUse.STREAM, Quirk.STREAM_ADDRESS_MISSING);
        String snapshot = address(
                asking,
                SoapCall.of(service, "GetSnapshotUri", profileToken),
                AddressUse.DEVICE,
                Quirk.SNAPSHOT_MISSING);
        return profile.at(stream, snapshot);
    }

    private @Nullable String address(Asking asking, SoapCall call, AddressUse use, Quirk missing) {
        Optional<String> found = asking.tryAsking(call, missing)
                // Some answer without the MediaUri around it.
                .flatMap(answer -> answer.value("MediaUri", "Uri").or(() -> answer.value("Uri")))
                .flatMap(uri -> announced.uri(asking.device().address(), uri, use, asking.quirks()));
        if (found.isEmpty()) asking.quirks().add(missing, call.action());
        return found.orElse(null);
    }

    private static String codec(String encoding) {
        return switch (encoding.toUpperCase(Locale.ROOT)) {
            case "H264", "H.264" -> "H264";
            case "H265", "H.265", "HEVC" -> "H265";
            case "JPEG", "MJPEG" -> "MJPEG";
            default -> Words.line(encoding);
        };
    }

    private static Optional<Integer> whole(XmlElement at, int max, String... path) {
        return at.value(path)
                .filter(t -> t.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(n -> n > 0 && n <= max);
    }

    private static Optional<Double> rate(XmlElement encoder) {
        return encoder.value("RateControl", "FrameRateLimit")
                .filter(t -> t.matches("\\d{1,4}(\\.\\d{1,6})?"))
                .map(Double::valueOf)
                .filter(n -> n >= 0.1 && n <= 240);
    }
}
