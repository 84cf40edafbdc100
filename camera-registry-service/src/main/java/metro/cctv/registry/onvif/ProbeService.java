package metro.cctv.registry.onvif;

import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddressPolicy;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.PinnedAddress;
import metro.cctv.registry.camera.CameraDirectory;
import metro.cctv.registry.camera.CameraDirectory.Registered;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Asks one device what it is. Writes nothing: what is suggested, a person enters. */
@Service
class ProbeService {
    private static final String DEVICE_PATH = "/onvif/device_service";
    /** An IP address or a name with a dot, perhaps a port; never something like {@code pipe:1}. */
    private static final Pattern BARE =
            Pattern.compile("([A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    private final CameraAddresses addresses;
    private final CameraDirectory directory;
    private final OnvifProbe onvifProbe;
    private final RtspProbe rtspProbe;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Gate gate;

    ProbeService(
            CameraAddresses addresses,
            CameraDirectory directory,
            OnvifProbe onvifProbe,
            RtspProbe rtspProbe,
            ApplicationEventPublisher events,
            OnvifProperties onvif,
            Clock clock) {
        this.addresses = addresses;
        this.directory = directory;
        this.onvifProbe = onvifProbe;
        this.rtspProbe = rtspProbe;
        this.events = events;
        this.clock = clock;
        this.gate = new Gate("probe", onvif.probesAtOnce(), onvif.probesPerMinute(), clock);
    }

    /**
     * What will be dialled; nothing is looked up yet.
     *
     * @throws ProblemException {@code address-refused}
     */
    static String written(String address) {
        String text = address.strip();
        String url = BARE.matcher(text).matches() ? "http://" + text + DEVICE_PATH : text;
        CameraAddressPolicy.objection(url, AddressUse.PROBE).ifPresent(words -> {
            throw new ProblemException(ProblemType.ADDRESS_REFUSED, "address: " + words + ".");
        });
        return url.matches("https?://[^/?]*/?") ? url.replaceFirst("/?$", DEVICE_PATH) : url;
    }

    /**
     * @param url from {@link #written}
     * @param certificateSha256 what the caller expects; null: what the entry says, if the device is registered
     */
    ProbeView probe(String url, @Nullable OnvifCredentials credentials, @Nullable String certificateSha256) {
        gate.enter();
        try {
            PinnedAddress pinned = addresses.pin("address", url, AddressUse.PROBE);
            Optional<Registered> known = directory.at(url);
            String expected = certificateSha256 != null
                    ? certificateSha256
                    : known.map(Registered::certificateSha256).orElse(null);
            try {
                ProbeView view = url.startsWith("rtsp")
                        ? rtspProbe.probe(pinned, credentials, expected)
                        : onvifProbe.probe(pinned, credentials, expected);
                return view.registeredAs(known.map(Registered::cameraId).orElse(null));
            } catch (CertificateChanged e) {
                known.filter(k -> expected != null && expected.equals(k.certificateSha256()))
                        .ifPresent(k -> events.publishEvent(new CertificateChangeSeen(
                                k.cameraId(), String.valueOf(expected), e.shown(), clock.instant())));
                throw e;
            }
        } finally {
            gate.leave();
        }
    }
}
