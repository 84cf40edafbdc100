package metro.cctv.registry.onvif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.address.PinnedAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first words with a device: what time it has, and which services stand where. */
@Component
public class OnvifDevices {
    private static final int MAX_SERVICES = 64;

    private final CameraAddresses addresses;
    private final AnnouncedAddresses announced;
    private final SoapClient soap;
    private final Clock clock;

    OnvifDevices(CameraAddresses addresses, AnnouncedAddresses announced, SoapClient soap, Clock clock) {
        this.addresses = addresses;
        this.announced = announced;
        this.soap = soap;
        this.clock = clock;
    }

    /**
     * Two calls. Keep what comes back for a while: clocks and services seldom change.
     *
     * @param address of the device service, {@code http://} or {@code https://}
     * @param certificateSha256 what the device is known by; null at first sight
     */
    public OnvifDevice connect(
            String address, @Nullable OnvifCredentials credentials, @Nullable String certificateSha256) {
        PinnedAddress pinned = addresses.pin("address", address, AddressUse.DEVICE);
        return connect(pinned, credentials, certificateSha256, new Quirks());
    }

    OnvifDevice connect(
            PinnedAddress address,
            @Nullable OnvifCredentials credentials,
            @Nullable String certificateSha256,
            Quirks quirks) {
        OnvifDevice device = readClock(OnvifDevice.at(address, credentials, certificateSha256), quirks);
        return device.withServices(services(device, quirks));
    }

    /** PRE_AUTH by the specification: the clock must be known before a token can be dated with it. */
    private OnvifDevice readClock(OnvifDevice device, Quirks quirks) {
        SoapCall call = SoapCall.of(OnvifService.DEVICE, "GetSystemDateAndTime");
        Instant asked = clock.instant();
        SoapAnswer answer;
        try {
            answer = soap.call(device.withoutCredentials(), call);
        } catch (SoapFault fault) {
            quirks.add(Quirk.CLOCK_UNREADABLE, fault.reason());
            return device;
        } catch (ProblemException e) {
            if (e.type() != ProblemType.CAMERA_LOGIN_REFUSED || device.credentials() == null) throw e;
            quirks.add(Quirk.CLOCK_NEEDS_LOGIN);
            asked = clock.instant();
            answer = soap.call(device, call);
        }
        Duration half = Duration.between(asked, clock.instant()).dividedBy(2);
        ClockRule.Reading reading = ClockRule.read(answer.body(), asked.plus(half));
        reading.quirks().forEach(q -> quirks.add(q, reading.offset().toSeconds() + " s"));
        return device.after(answer).withClockOffset(reading.offset());
    }

    private Map<OnvifService, PinnedAddress> services(OnvifDevice device, Quirks quirks) {
        Map<OnvifService, PinnedAddress> found = new EnumMap<>(OnvifService.class);
        try {
            SoapCall call = SoapCall.of(
                    OnvifService.DEVICE, "GetServices", "<tds:IncludeCapability>false</tds:IncludeCapability>");
            soap.call(device, call).body().all("Service").stream()
                    .limit(MAX_SERVICES)
                    .forEach(service -> OnvifService.ofNamespace(
                                    service.value("Namespace").orElse(""))
                            .ifPresent(known -> place(device, known, service, found, quirks)));
        } catch (SoapFault fault) {
            // Profile S before 2012 does not know it.
        }
        if (found.isEmpty()) {
            quirks.add(Quirk.SERVICES_MISSING);
            capabilities(device, found, quirks);
        }
        // Wherever it says it stands: this is where it answered.
        found.put(OnvifService.DEVICE, device.address());
        return found;
    }

    private void capabilities(OnvifDevice device, Map<OnvifService, PinnedAddress> found, Quirks quirks) {
        SoapCall call = SoapCall.of(OnvifService.DEVICE, "GetCapabilities", "<tds:Category>All</tds:Category>");
        XmlElement answer = soap.call(device, call).body();
        XmlElement all = answer.child("Capabilities").orElse(answer);
        for (OnvifService service : OnvifService.values())
            all.find(service.capability()).ifPresent(at -> place(device, service, at, found, quirks));
    }

    private void place(
            OnvifDevice device,
            OnvifService service,
            XmlElement at,
            Map<OnvifService, PinnedAddress> found,
            Quirks quirks) {
        at.value("XAddr")
                .flatMap(text -> announced.service(device.address(), text, quirks))
                .ifPresent(address -> found.putIfAbsent(service, address));
    }
}
