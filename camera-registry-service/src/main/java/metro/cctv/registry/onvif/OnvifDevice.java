package metro.cctv.registry.onvif;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import metro.cctv.registry.address.PinnedAddress;
import org.jspecify.annotations.Nullable;

/**
 * A device we may talk to.
 *
 * @param address of its device service; every service of it is dialled at this IP address
 * @param clockOffset its clock minus ours; WS-UsernameToken is dated with it
 * @param login what worked last; null or NONE: asked without a log-in first
 * @param services where each stands; what is missing is not offered
 * @param certificateSha256 the certificate it must show over TLS, hexadecimal; null: whatever it shows first
 */
public record OnvifDevice(
        PinnedAddress address,
        @Nullable OnvifCredentials credentials,
        Duration clockOffset,
        @Nullable Login login,
        Map<OnvifService, PinnedAddress> services,
        @Nullable String certificateSha256) {

    public OnvifDevice {
        services = Map.copyOf(services);
    }

    /** Nothing known yet but where it stands. */
    public static OnvifDevice at(
            PinnedAddress address, @Nullable OnvifCredentials credentials, @Nullable String certificateSha256) {
        return new OnvifDevice(
                address, credentials, Duration.ZERO, null, Map.of(OnvifService.DEVICE, address), certificateSha256);
    }

    public Optional<PinnedAddress> service(OnvifService service) {
        return Optional.ofNullable(services.get(service));
    }

    public boolean offers(OnvifService service) {
        return services.containsKey(service);
    }

    public OnvifDevice withClockOffset(Duration offset) {
        return new OnvifDevice(address, credentials, offset, login, services, certificateSha256);
    }

    public OnvifDevice withServices(Map<OnvifService, PinnedAddress> found) {
        return new OnvifDevice(address, credentials, clockOffset, login, found, certificateSha256);
    }

    /** With what its answer taught us. */
    OnvifDevice after(SoapAnswer answer) {
        ServerCertificate shown = answer.certificate();
        return new OnvifDevice(
                address,
                credentials,
                clockOffset,
                answer.login() == Login.NONE ? login : answer.login(),
                services,
                shown == null ? certificateSha256 : shown.sha256());
    }

    OnvifDevice withoutCredentials() {
        return new OnvifDevice(address, null, clockOffset, null, services, certificateSha256);
    }
}
