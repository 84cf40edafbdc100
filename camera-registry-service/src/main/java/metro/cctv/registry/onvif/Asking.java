package metro.cctv.registry.onvif;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import metro.cctv.chassis.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** One probe under way: the device, what was noticed, and when it must be over. */
final class Asking {
    private final SoapClient soap;
    private final Clock clock;
    private final Instant end;
    private final Quirks quirks;
    private OnvifDevice device;
    private Login login = Login.NONE;
    private @Nullable ServerCertificate certificate;

    Asking(SoapClient soap, Clock clock, Instant end, Quirks quirks, OnvifDevice device) {
        this.soap = soap;
        this.clock = clock;
        this.end = end;
        this.quirks = quirks;
        this.device = device;
    }

    OnvifDevice device() {
        return device;
    }

    Quirks quirks() {
        return quirks;
    }

    /** The strongest that any call needed. */
    Login login() {
        return login;
    }

    /** As the device showed it last; null over plain HTTP. */
    @Nullable
    ServerCertificate certificate() {
        return certificate;
    }

    /** What the probe cannot do without. */
    XmlElement ask(SoapCall call) {
        SoapAnswer answer = soap.call(device, call);
        device = device.after(answer);
        if (answer.login() != Login.NONE) login = answer.login();
        certificate = answer.certificate();
        return answer.body();
    }

    /** What may be missing; a failure is noticed as the quirk. */
    Optional<XmlElement> tryAsking(SoapCall call, Quirk whenItFails) {
        if (!clock.instant().isBefore(end)) {
            quirks.add(Quirk.UNFINISHED);
            return Optional.empty();
        }
        try {
            return Optional.of(ask(call));
        } catch (CertificateChanged e) {
            throw e;
        } catch (ProblemException e) {
            quirks.add(whenItFails, e.detail());
            return Optional.empty();
        }
    }
}
