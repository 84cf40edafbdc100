package metro.cctv.registry.onvif;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.PinnedAddress;
import metro.cctv.registry.onvif.PinningTls.PinMismatch;
import metro.cctv.registry.onvif.SdpRule.SdpRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks an RTSP camera what it sends: OPTIONS and DESCRIBE over TCP, no SETUP, no redirects, one try per password. */
@Component
class RtspClient {
    private final OnvifProperties onvif;
    private final DeviceTurns turns;
    private final LoginMemory logins;
    private final SecureRandom random = new SecureRandom();

    RtspClient(OnvifProperties onvif, DeviceTurns turns, LoginMemory logins) {
        this.onvif = onvif;
        this.turns = turns;
        this.logins = logins;
    }

    Described describe(PinnedAddress address, @Nullable OnvifCredentials who, @Nullable String certificateSha256) {
        if (who != null && logins.isPaused(address.socketAddress(), who))
            throw new ProblemException(
                    ProblemType.CAMERA_LOGIN_REFUSED,
                    "These were refused just now; wait a minute, so that the device does not lock the account.");
        DeviceTurns.Turn turn = turns.take(address.socketAddress());
        try (turn;
                RtspWire wire =
                        RtspWire.open(address, certificateSha256, onvif.connectTimeout(), onvif.callTimeout())) {
            return describe(wire, address, who);
        } catch (PinMismatch e) {
            throw e.asProblem();
        } catch (SocketTimeoutException e) {
            throw unreachable("no whole answer in time");
        } catch (IOException e) {
            throw unreachable(Words.line(e.getMessage()));
        }
    }

    private Described describe(RtspWire wire, PinnedAddress address, @Nullable OnvifCredentials who)
            throws IOException {
        String url = address.uri().toString();
        // Some cameras want a log-in for OPTIONS too; that they speak RTSP is all we need to know.
        wire.ask("OPTIONS", url, null);
        RtspWire.Answer answer = wire.ask("DESCRIBE", url, null);
        Login login = Login.NONE;
        if (answer.status() == 401) {
            if (who == null) throw refused("The device asks for a user name and a password.");
            List<Challenge> offered = Challenge.parse(answer.challenges());
            Optional<Challenge> digest = Challenge.digest(offered);
            if (digest.isEmpty() && !Challenge.offersBasic(offered))
                throw SoapEnvelope.unusable("The device asks for a log-in of a kind nobody knows.");
            login = digest.isPresent() ? Login.DIGEST : Login.BASIC;
            answer = wire.ask("DESCRIBE", url, authorization(digest, who, url));
            Optional<Challenge> stale =
                    Challenge.digest(Challenge.parse(answer.challenges())).filter(Challenge::isStale);
            if (answer.status() == 401 && stale.isPresent())
                answer = wire.ask("DESCRIBE", url, authorization(stale, who, url));
            if (answer.status() == 401 || answer.status() == 403) {
                logins.refused(address.socketAddress(), who);
                throw refused("The device refuses the user name or the password.");
            }
        }
        return new Described(sdp(answer), login, wire.certificate());
    }

    private String authorization(Optional<Challenge> digest, OnvifCredentials who, String url) {
        byte[] fresh = new byte[16];
        random.nextBytes(fresh);
        return digest.map(c -> DigestRule.header(
                        c, who, "DESCRIBE", url, 1, HexFormat.of().formatHex(fresh)))
                .orElseGet(() -> DigestRule.basic(who));
    }

    private static SdpRule.Description sdp(RtspWire.Answer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400)
            throw SoapEnvelope.unusable("The device sends us elsewhere (RTSP " + status + "); we do not follow.");
        if (status == 404) throw SoapEnvelope.unusable("The device knows no stream at that path (RTSP 404).");
        if (status != 200) throw SoapEnvelope.unusable("DESCRIBE fails with RTSP " + status + ".");
        try {
            return SdpRule.read(answer.body());
        } catch (SdpRefused e) {
            throw SoapEnvelope.unusable("The session description cannot be used: it is " + e.words() + ".");
        }
    }

    private static ProblemException unreachable(String words) {
        return new ProblemException(ProblemType.CAMERA_UNREACHABLE, "The camera does not answer: " + words + ".");
    }

    private static ProblemException refused(String words) {
        return new ProblemException(ProblemType.CAMERA_LOGIN_REFUSED, words);
    }

    record Described(
            SdpRule.Description sdp, Login login, @Nullable ServerCertificate certificate) {}
}
