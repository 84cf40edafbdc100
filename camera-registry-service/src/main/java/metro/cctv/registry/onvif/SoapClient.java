package metro.cctv.registry.onvif;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.PinnedAddress;
import metro.cctv.registry.onvif.DeviceHttp.HttpAnswer;
import metro.cctv.registry.onvif.LoginMemory.Nonce;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * ONVIF calls. HTTP Digest first; WS-UsernameToken only where Digest is not offered or not taken; never both in one
 * request; a password is shown at most once per scheme, for devices lock accounts.
 */
@Component
public class SoapClient {
    private static final int NONCE_BYTES = 16;

    private final DeviceHttp http;
    private final DeviceTurns turns;
    private final LoginMemory logins;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SoapClient(DeviceHttp http, DeviceTurns turns, LoginMemory logins, Clock clock) {
        this.http = http;
        this.turns = turns;
        this.logins = logins;
        this.clock = clock;
    }

    /**
     * Waits for its turn at the device, then at most the call's time limit per request.
     *
     * @throws SoapFault when the device understood and refuses
     * @throws CertificateChanged before anything is sent
     * @throws ProblemException {@code camera-unreachable}, {@code camera-login-refused}, {@code camera-answer-refused}, or
     *     {@code unavailable} when its turn does not come
     */
    public SoapAnswer call(OnvifDevice device, SoapCall call) {
        PinnedAddress address = device.service(call.service())
                .orElseThrow(() -> SoapEnvelope.unusable("The device has no " + call.service() + " service."));
        OnvifCredentials who = device.credentials();
        InetSocketAddress socket = address.socketAddress();
        if (who != null && logins.isPaused(socket, who))
            throw refused("These were refused just now; wait a minute, so that the device does not lock the account.");
        DeviceTurns.Turn turn = turns.take(socket);
        try (turn) {
            return new Exchange(device, call, address).run();
        }
    }

    /** The same log-in worked for other calls: no reason to try others, nor to keep away. */
    private ProblemException notForThisAccount() {
        return refused("The device does not let this account do that, or its password was changed just now.");
    }

    private static ProblemException refused(String words) {
        return new ProblemException(ProblemType.CAMERA_LOGIN_REFUSED, words);
    }

    /** One call with as many requests as its log-in takes: at most four. */
    private final class Exchange {
        private final OnvifDevice device;
        private final SoapCall call;
        private final PinnedAddress address;
        private final InetSocketAddress socket;

        Exchange(OnvifDevice device, SoapCall call, PinnedAddress address) {
            this.device = device;
            this.call = call;
            this.address = address;
            this.socket = address.socketAddress();
        }

        SoapAnswer run() {
            OnvifCredentials who = device.credentials();
            if (who == null) {
                Reply open = plain();
                if (open.asksForLogin()) throw refused("The device asks for a user name and a password.");
                return open.answer(Login.NONE);
            }
            if (device.login() == Login.USERNAME_TOKEN) return finish(token(who), who, Login.USERNAME_TOKEN);
            Optional<Nonce> kept = logins.nonce(socket, who);
            Reply first = kept.isPresent() ? digest(who, kept.get()) : plain();
            if (!first.asksForLogin()) return first.answer(kept.isPresent() ? Login.DIGEST : Login.NONE);
            // A kept nonce that no longer counts is no wrong password: it worked before.
            return logIn(who, first.challenges());
        }

        private SoapAnswer logIn(OnvifCredentials who, List<Challenge> offered) {
            Optional<Challenge> digest = Challenge.digest(offered);
            if (digest.isPresent()) {
                Reply reply = digest(who, logins.keep(socket, who, digest.get()));
                Optional<Challenge> renewed =
                        Challenge.digest(reply.challenges()).filter(Challenge::isStale);
                if (reply.asksForLogin() && renewed.isPresent())
                    reply = digest(who, logins.keep(socket, who, renewed.get()));
                if (!reply.asksForLogin()) return reply.answer(Login.DIGEST);
                logins.forget(socket, who);
                if (device.login() == Login.DIGEST) throw notForThisAccount();
            } else if (Challenge.offersBasic(offered) && address.isTls()) {
                Reply reply = send("", DigestRule.basic(who));
                if (!reply.asksForLogin()) return reply.answer(Login.BASIC);
            }
            return finish(token(who), who, Login.USERNAME_TOKEN);
        }

        private SoapAnswer finish(Reply last, OnvifCredentials who, Login login) {
            if (!last.asksForLogin()) return last.answer(login);
            if (device.login() == login) throw notForThisAccount();
            logins.refused(socket, who);
            throw refused("The device refuses the user name or the password.");
        }

        private Reply plain() {
            return send("", null);
        }

        private Reply digest(OnvifCredentials who, Nonce nonce) {
            String header = DigestRule.header(
                    nonce.challenge(),
                    who,
                    "POST",
                    address.target(),
                    nonce.next(),
                    HexFormat.of().formatHex(fresh()));
            return send("", header);
        }

        private Reply token(OnvifCredentials who) {
            return send(UsernameToken.header(who, fresh(), clock.instant().plus(device.clockOffset())), null);
        }

        private Reply send(String soapHeader, @Nullable String authorization) {
            HttpAnswer answer = http.post(
                    address,
                    SoapEnvelope.of(call, soapHeader),
                    call.soapAction(),
                    authorization,
                    device.certificateSha256());
            return Reply.of(call, answer);
        }

        private byte[] fresh() {
            byte[] bytes = new byte[NONCE_BYTES];
            random.nextBytes(bytes);
            return bytes;
        }
    }

    /**
     * @param body null where the HTTP status alone says that a log-in is needed
     */
    private record Reply(
            SoapCall call, HttpAnswer http, @Nullable XmlElement body) {

        static Reply of(SoapCall call, HttpAnswer http) {
            if (http.status() == 401 || http.status() == 403) return new Reply(call, http, null);
            if (http.body().length == 0 || http.status() == 404 || http.status() == 405)
                throw SoapEnvelope.unusable("There is no ONVIF service at that address (HTTP " + http.status() + ").");
            try {
                return new Reply(call, http, SoapEnvelope.body(call, http.body()));
            } catch (ProblemException e) {
                if (http.status() < 400) throw e;
                throw SoapEnvelope.unusable(call.action() + " fails with HTTP " + http.status() + ".");
            }
        }

        boolean asksForLogin() {
            return body == null || SoapEnvelope.asksForLogin(body);
        }

        List<Challenge> challenges() {
            return Challenge.parse(http.challenges());
        }

        SoapAnswer answer(Login login) {
            XmlElement present = Objects.requireNonNull(body);
            if (SoapEnvelope.isFault(present)) throw SoapEnvelope.fault(call, present);
            if (http.status() >= 400)
                throw SoapEnvelope.unusable(call.action() + " fails with HTTP " + http.status() + ".");
            return new SoapAnswer(present, login, http.certificate());
        }
    }
}
