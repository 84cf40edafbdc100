package metro.cctv.registry.onvif;

import java.util.List;
import metro.cctv.registry.address.PinnedAddress;
import metro.cctv.registry.onvif.ProbeView.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A camera that speaks RTSP and nothing else is a camera too. */
@Component
class RtspProbe {
    private final RtspClient rtsp;

    RtspProbe(RtspClient rtsp) {
        this.rtsp = rtsp;
    }

    ProbeView probe(PinnedAddress address, @Nullable OnvifCredentials credentials, @Nullable String certificateSha256) {
        RtspClient.Described described = rtsp.describe(address, credentials, certificateSha256);
        SdpRule.Description sdp = described.sdp();
        Quirks quirks = new Quirks();
        if (sdp.audio()) quirks.add(Quirk.AUDIO);
        if (sdp.width() == null) quirks.add(Quirk.SIZE_UNKNOWN);
        if (described.login() == Login.BASIC && !address.isTls()) quirks.add(Quirk.PASSWORD_IN_CLEAR);
        if (described.login() == Login.NONE) quirks.add(Quirk.NO_LOGIN);
        Profile profile = new Profile(
                "rtsp",
                sdp.name(),
                null,
                sdp.codec(),
                sdp.width(),
                sdp.height(),
                sdp.fps(),
                sdp.bitrateKbps(),
                address.uri().toString(),
                null,
                sdp.audio());
        return new ProbeView(
                ProbeView.Kind.RTSP,
                address.uri().toString(),
                address.ip().getHostAddress(),
                null,
                null,
                null,
                null,
                null,
                described.login(),
                described.certificate(),
                List.of(profile),
                null,
                null,
                null,
                null,
                quirks.lines(),
                SuggestionRule.of(
                        new SuggestionRule.Device(null, null, null, null),
                        address.host(),
                        List.of(profile),
                        false,
                        null,
                        described.certificate()),
                null);
    }
}
