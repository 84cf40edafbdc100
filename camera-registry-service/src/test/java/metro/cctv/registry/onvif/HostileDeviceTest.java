package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.simulator.access.AuthScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks of the reference's list that a device, or somebody in its place, can try on us over SOAP. */
@Timeout(120)
class HostileDeviceTest {
    private final OnvifParts parts = new OnvifParts();

    @AfterEach
    void stop() {
        parts.close();
    }

    record Bad(String name, String answer, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> badAnswers() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[20 << 20]);
        }
        return List.of(
                soap(
                        "attack 25: DOCTYPE",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                        "DOCTYPE"),
                soap("attack 26: nested", "<a>".repeat(5000), "deeper than 64"),
                new Bad(
                        "attack 26: 2 GB announced",
                        head("200 OK", "Content-Length: 2147483648") + "<a>" + "x".repeat(2 << 20),
                        "1 MiB"),
                new Bad(
                        "attack 26: endless",
                        head("200 OK", "Transfer-Encoding: chunked")
                                + ("8000\r\n" + "x".repeat(0x8000) + "\r\n").repeat(64),
                        "1 MiB"),
                new Bad(
                        "attack 26: gzip bomb",
                        head("200 OK", "Content-Encoding: gzip", "Content-Length: " + bomb.size())
                                + bomb.toString(StandardCharsets.ISO_8859_1),
                        "packed"),
                new Bad(
                        "unknown packing",
                        head("200 OK", "Content-Encoding: br", "Content-Length: 3") + "abc",
                        "packed"),
                new Bad(
                        "attack 20: HTTP 302",
                        head("302 Found", "Location: http://169.254.169.254/", "Content-Length: 0"),
                        "elsewhere"),
                new Bad(
                        "HTTP 307",
                        head("307 Temporary Redirect", "Location: http://127.0.0.1:1/", "Content-Length: 0"),
                        "elsewhere"),
                new Bad(
                        "HTTP 308",
                        head("308 Permanent Redirect", "Location: file:///etc/passwd", "Content-Length: 0"),
                        "elsewhere"),
                new Bad("HTTP 300", head("300 Multiple Choices", "Content-Length: 0"), "elsewhere"),
                new Bad("HTTP 404", head("404 Not Found", "Content-Length: 9") + "not found", "no ONVIF service"),
                new Bad("HTTP 405", head("405 Method Not Allowed", "Content-Length: 0"), "no ONVIF service"),
                new Bad("HTTP 500 with HTML", head("500 Oops", "Content-Length: 13") + "<html></html>", "HTTP 500"),
                new Bad("HTTP 200 without a body", head("200 OK", "Content-Length: 0"), "no ONVIF service"),
                soap("HTML", "<html><body>camera</body></html>", "no SOAP envelope"),
                soap("an envelope without a body", "<s:Envelope/>", "no SOAP envelope"),
                soap("JSON", "{}", "not well-formed"),
                soap("MTOM", "--MIME\r\nContent-Type: application/xop+xml\r\n\r\n<s:Envelope/>", "not well-formed"),
                soap("UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a/>", "encoding"));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void attacks20And25And26AnAnswerThatCannotBeUsedIsRefused(Bad bad) {
        try (RawServer device = RawServer.always(bad.answer())) {
            assertThatThrownBy(() -> connect(device)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.type()).isEqualTo(ProblemType.CAMERA_ANSWER_REFUSED);
                assertThat(e.detail()).contains(bad.words());
            });
            assertThat(device.heard).hasSize(1);
        }
    }

    static List<Bad> brokenTransports() {
        return List.of(
                new Bad("hangs up", "", "not answer"),
                new Bad("speaks SSH", "SSH-2.0-dropbear\r\n", "not answer"),
                new Bad("speaks RTSP", "RTSP/1.0 400 Bad Request\r\n\r\n", "not answer"),
                new Bad("a head without end", "HTTP/1.1 200 OK\r\n" + "X-A: 1\r\n".repeat(500), "not answer"),
                new Bad("a line without end", "HTTP/1.1 200 " + "x".repeat(20_000), "not answer"),
                new Bad("a wrong chunk", head("200 OK", "Transfer-Encoding: chunked") + "zz\r\n", "not answer"),
                new Bad("a negative length", head("200 OK", "Content-Length: -5") + "<a/>", "not answer"),
                new Bad("less than announced", head("200 OK", "Content-Length: 500") + "<a/>", "not answer"));
    }

    @ParameterizedTest
    @MethodSource("brokenTransports")
    void whatIsNoHttpIsUnreachable(Bad bad) {
        try (RawServer device = RawServer.always(bad.answer())) {
            assertThatThrownBy(() -> connect(device)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.type()).isEqualTo(ProblemType.CAMERA_UNREACHABLE);
                assertThat(e.detail()).contains(bad.words());
            });
        }
    }

    @Test
    void attack20NamesAreLookedUpOnceAndTheHostHeaderKeepsTheName() {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer device = RawServer.always(head("404 Not Found", "Content-Length: 0"));
                var rebound = new OnvifParts(
                        Clock.systemUTC(),
                        host -> List.of(InetAddress.getByName(
                                asked.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")))) {
            String address = "http://camera.example:" + device.port() + "/onvif/device_service";

            assertThatThrownBy(() -> rebound.devices.connect(address, null, null))
                    .hasMessageContaining("HTTP 404");

            assertThat(asked).hasValue(1);
            assertThat(device.heard.getFirst()).contains("Host: camera.example:" + device.port());
        }
    }

    @Test
    void attack20ARedirectIsNotFollowed() {
        try (RawServer inside = RawServer.always(head("200 OK", "Content-Length: 0"));
                RawServer device = RawServer.always(
                        head("302 Found", "Location: http://127.0.0.1:" + inside.port() + "/", "Content-Length: 0"))) {
            assertThatThrownBy(() -> connect(device)).hasMessageContaining("do not follow");
            assertThat(inside.heard).isEmpty();
        }
    }

    @Test
    void aDrippingDeviceEndsWithTheCall() {
        String head = head("200 OK", "Content-Length: 100000");
        try (RawServer device = new RawServer((asked, out) -> {
            for (byte b : (head + " ".repeat(1000)).getBytes(StandardCharsets.US_ASCII)) {
                out.write(b);
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        })) {
            long begin = System.nanoTime();
            Throwable end = catchThrowable(() -> connect(device));

            assertThat(end).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.type()).isEqualTo(ProblemType.CAMERA_UNREACHABLE);
                assertThat(e.detail()).contains("no whole answer within");
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(OnvifParts.CALL_TIMEOUT.plusSeconds(2));
        }
    }

    @Test
    void attack27ATokenIsTakenOnceAndNotWhenItIsOld() throws Exception {
        try (var devices = SimulatedDevices.start(AuthScheme.BASIC, 554);
                HttpClient anybody = HttpClient.newHttpClient()) {
            SoapCall call = SoapCall.of(OnvifService.DEVICE, "GetDeviceInformation");
            byte[] nonce = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
            byte[] fresh =
                    SoapEnvelope.of(call, UsernameToken.header(SimulatedDevices.CREDENTIALS, nonce, Instant.now()));
            nonce[0]++;
            byte[] old = SoapEnvelope.of(
                    call,
                    UsernameToken.header(
                            SimulatedDevices.CREDENTIALS, nonce, Instant.now().minusSeconds(360)));
            URI uri = URI.create(devices.address("DJ-SEO-001"));

            assertThat(post(anybody, uri, fresh)).isEqualTo(200);
            assertThat(post(anybody, uri, fresh)).isEqualTo(400);
            assertThat(post(anybody, uri, old)).isEqualTo(400);
        }
    }

    @Test
    void attack27ADigestAnswerIsTakenOnce() throws Exception {
        try (var devices = SimulatedDevices.start();
                HttpClient anybody = HttpClient.newHttpClient()) {
            URI uri = URI.create(devices.address("DJ-SEO-001"));
            byte[] body = SoapEnvelope.of(SoapCall.of(OnvifService.DEVICE, "GetDeviceInformation"), "");
            var asked = anybody.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.discarding());
            Challenge challenge = Challenge.digest(
                            Challenge.parse(asked.headers().allValues("WWW-Authenticate")))
                    .orElseThrow();
            String header = DigestRule.header(
                    challenge, SimulatedDevices.CREDENTIALS, "POST", uri.getPath(), 1, "0123456789abcdef");

            assertThat(post(anybody, uri, body, "Authorization", header)).isEqualTo(200);
            assertThat(post(anybody, uri, body, "Authorization", header)).isEqualTo(401);
        }
    }

    @Test
    void aNonceThatGotOldIsNoWrongPassword() {
        // The third request is answered as if the nonce were stale, once.
        AtomicInteger request = new AtomicInteger();
        String ok = "<s:Envelope><s:Body><tds:GetDeviceInformationResponse/></s:Body></s:Envelope>";
        try (RawServer device = new RawServer((head, out) -> {
            int n = request.incrementAndGet();
            boolean refuse = n == 1 || n == 3;
            String answer = refuse
                    ? head(
                            "401 Unauthorized",
                            "WWW-Authenticate: Digest realm=\"a\", nonce=\"n" + n + "\", qop=\"auth\""
                                    + (n == 3 ? ", stale=true" : ""),
                            "Content-Length: 0")
                    : head("200 OK", "Content-Length: " + ok.length()) + ok;
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
        })) {
            OnvifDevice known = OnvifDevice.at(
                    parts.addresses.pin("a", address(device), metro.cctv.registry.address.AddressUse.DEVICE),
                    SimulatedDevices.CREDENTIALS,
                    null);
            SoapCall call = SoapCall.of(OnvifService.DEVICE, "GetDeviceInformation");

            assertThat(parts.soap.call(known, call).login()).isEqualTo(Login.DIGEST);
            assertThat(parts.soap.call(known, call).login()).isEqualTo(Login.DIGEST);
            assertThat(device.heard).hasSize(4);
            assertThat(device.heard.get(3)).contains("nonce=\"n3\"", "nc=00000001");
        }
    }

    @Test
    void aWrongPasswordIsShownOncePerSchemeAndThenNotForAWhile() {
        try (RawServer device = RawServer.always(head(
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"a\", nonce=\"b\", qop=\"auth\"",
                "Content-Length: 0"))) {
            OnvifDevice known = OnvifDevice.at(
                    parts.addresses.pin("a", address(device), metro.cctv.registry.address.AddressUse.DEVICE),
                    SimulatedDevices.CREDENTIALS,
                    null);
            SoapCall call = SoapCall.of(OnvifService.DEVICE, "GetDeviceInformation");
            for (int i = 0; i < 3; i++)
                assertThatThrownBy(() -> parts.soap.call(known, call))
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                e -> assertThat(e.type()).isEqualTo(ProblemType.CAMERA_LOGIN_REFUSED));

            // Without a password, with Digest, with the token; and no more.
            assertThat(device.heard).hasSize(3);
            assertThat(device.heard.stream().filter(h -> h.contains("Authorization: Digest")))
                    .hasSize(1);
        }
    }

    private void connect(RawServer device) {
        parts.devices.connect(address(device), null, null);
    }

    private static String address(RawServer device) {
        return "http://127.0.0.1:" + device.port() + "/onvif/device_service";
    }

    private static int post(HttpClient client, URI uri, byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) request.headers(headers);
        return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    private static Bad soap(String name, String body, String words) {
        int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
        return new Bad(
                name, head("200 OK", "Content-Type: application/soap+xml", "Content-Length: " + length) + body, words);
    }

    private static String head(String status, String... headers) {
        return "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }
}
