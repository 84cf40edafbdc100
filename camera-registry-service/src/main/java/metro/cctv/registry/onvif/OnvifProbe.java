package metro.cctv.registry.onvif;

import java.time.Clock;
import java.util.List;
import metro.cctv.registry.address.PinnedAddress;
import metro.cctv.registry.onvif.MediaReader.Media;
import metro.cctv.registry.onvif.ProbeView.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads an ONVIF device from end to end; the order of the calls is part of it. */
@Component
class OnvifProbe {
    private final OnvifDevices devices;
    private final SoapClient soap;
    private final MediaReader media;
    private final OnvifProperties onvif;
    private final Clock clock;

    OnvifProbe(OnvifDevices devices, SoapClient soap, MediaReader media, OnvifProperties onvif, Clock clock) {
        this.devices = devices;
        this.soap = soap;
        this.media = media;
        this.onvif = onvif;
        this.clock = clock;
    }

    ProbeView probe(PinnedAddress address, @Nullable OnvifCredentials credentials, @Nullable String certificateSha256) {
        Quirks quirks = new Quirks();
        var end = clock.instant().plus(onvif.probeTimeout());
        OnvifDevice device = devices.connect(address, credentials, certificateSha256, quirks);
        Asking asking = new Asking(soap, clock, end, quirks, device);
        // First of the calls that need a log-in: a wrong password ends the probe here.
        XmlElement said = asking.ask(SoapCall.of(OnvifService.DEVICE, "GetDeviceInformation"));
        SuggestionRule.Device facts = new SuggestionRule.Device(
                Words.lineOrNull(said.value("Manufacturer").orElse(null)),
                Words.lineOrNull(said.value("Model").orElse(null)),
                Words.lineOrNull(said.value("FirmwareVersion").orElse(null)),
                Words.lineOrNull(said.value("SerialNumber").orElse(null)));
        Media found = media.read(asking);
        String profile = found.profiles().stream()
                .filter(p -> p.codec() != null)
                .map(Profile::token)
                .findFirst()
                .orElse(null);
        ProbeView.Ptz ptz = AbilityReader.ptz(asking, profile);
        List<String> imaging = AbilityReader.imaging(asking, found.source());
        List<String> events = AbilityReader.events(asking);
        List<String> analytics = AbilityReader.analytics(asking);
        noteLogin(asking.login(), quirks);
        ServerCertificate certificate = asking.certificate();
        return new ProbeView(
                ProbeView.Kind.ONVIF,
                address.uri().toString(),
                address.ip().getHostAddress(),
                facts.maker(),
                facts.model(),
                facts.firmware(),
                facts.serial(),
                device.clockOffset().toMillis(),
                asking.login(),
                certificate,
                found.profiles(),
                ptz,
                imaging,
                events,
                analytics,
                quirks.lines(),
                SuggestionRule.of(
                        facts,
                        address.host(),
                        found.profiles(),
                        ptz != null,
                        address.uri().toString(),
                        certificate),
                null);
    }

    private static void noteLogin(Login login, Quirks quirks) {
        switch (login) {
            case NONE -> quirks.add(Quirk.NO_LOGIN);
            case USERNAME_TOKEN -> quirks.add(Quirk.LEGACY_LOGIN);
            case BASIC -> quirks.add(Quirk.PASSWORD_IN_CLEAR);
            case DIGEST -> {}
        }
    }
}
