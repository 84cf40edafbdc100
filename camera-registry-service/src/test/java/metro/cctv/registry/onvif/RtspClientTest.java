package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.TestPattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Our DESCRIBE. Ingest's own client: its RtspFramerTest (30), SessionDescriptionTest, ForeignCameraIT. */
@Timeout(120)
class RtspClientTest {
    private static final EncodedLoop LOOP = TestPattern.loop(320, 180, 10, 1);

    private final OnvifParts parts = new OnvifParts();

    @AfterEach
    void stop() {
        parts.close();
    }

    @ParameterizedTest
    @CsvSource({"NONE, NONE", "DIGEST, DIGEST", "DIGEST_MD5, DIGEST", "DIGEST_SHA256, DIGEST", "BASIC, BASIC"})
    void logsInTheWayTheCameraWants(AuthScheme scheme, Login login) {
        var builder = SimulatedCameras.builder().camera("CAM-1", LOOP, LOOP);
        if (scheme != AuthScheme.NONE)
            builder.credentials(SimulatedDevices.USER, SimulatedDevices.PASSWORD)
                    .auth(scheme);
        try (var cameras = builder.start()) {
            RtspClient.Described described = describe(cameras.url("CAM-1", "main"));

            assertThat(described.login()).isEqualTo(login);
            assertThat(described.sdp().codec()).isEqualTo("H264");
            assertThat(described.sdp().width()).isEqualTo(320);
            assertThat(described.sdp().audio()).isFalse();
        }
    }

    @Test
    void aWrongPasswordIsShownOnce() {
        try (var cameras = SimulatedCameras.builder()
                .camera("CAM-1", LOOP, LOOP)
                .credentials("cam", "another-password")
                .start()) {
            String url = cameras.url("CAM-1", "main");
            assertRefused(url, ProblemType.CAMERA_LOGIN_REFUSED, "refuses the user name");
            assertRefused(url, ProblemType.CAMERA_LOGIN_REFUSED, "wait a minute");
        }
    }

    record Bad(String name, String answer, ProblemType type, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Bad> badAnswers() {
        ProblemType refused = ProblemType.CAMERA_ANSWER_REFUSED;
        ProblemType away = ProblemType.CAMERA_UNREACHABLE;
        return List.of(
                new Bad(
                        "attack 21: 302",
                        rtsp("302 Moved", "Location: rtsp://169.254.169.254/"),
                        refused,
                        "do not follow"),
                new Bad("attack 21: 301", rtsp("301 Moved", "Location: file:///etc/passwd"), refused, "do not follow"),
                new Bad(
                        "attack 21: 305",
                        rtsp("305 Use Proxy", "Location: rtsp://10.0.0.9/"),
                        refused,
                        "do not follow"),
                new Bad(
                        "attack 30: 2 GB announced",
                        rtsp("200 OK", "Content-Length: 2147483648"),
                        refused,
                        "64 KiB at most"),
                new Bad(
                        "attack 30: 64 KiB and one",
                        rtsp("200 OK", "Content-Length: 65537"),
                        refused,
                        "64 KiB at most"),
                new Bad(
                        "attack 30: a negative length",
                        rtsp("200 OK", "Content-Length: -1"),
                        refused,
                        "64 KiB at most"),
                new Bad(
                        "attack 30: a length in words",
                        rtsp("200 OK", "Content-Length: many"),
                        refused,
                        "64 KiB at most"),
                new Bad(
                        "attack 30: a head without end",
                        "RTSP/1.0 200 OK\r\n" + "X: y\r\n".repeat(4000),
                        refused,
                        "16 KiB"),
                new Bad(
                        "attack 30: 150 header lines",
                        rtsp("200 OK", ("X: y\r\n".repeat(150)).strip()),
                        refused,
                        "header lines"),
                new Bad(
                        "attack 30: 1,001 lines of SDP",
                        sdp("v=0\r\n" + "a=x\r\n".repeat(1001)),
                        refused,
                        "1000 lines"),
                new Bad("no SDP", sdp("<html></html>"), refused, "no session description"),
                new Bad("sound only", sdp("v=0\r\nm=audio 0 RTP/AVP 0\r\n"), refused, "without a picture"),
                new Bad("404", rtsp("404 Not Found", "Content-Length: 0"), refused, "no stream at that path"),
                new Bad("454", rtsp("454 Session Not Found", "Content-Length: 0"), refused, "RTSP 454"),
                new Bad("500", rtsp("500 Oops", "Content-Length: 0"), refused, "RTSP 500"),
                new Bad("another answer's number", "RTSP/1.0 200 OK\r\nCSeq: 77\r\n\r\n", refused, "another question"),
                new Bad("HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n", refused, "no RTSP answer"),
                new Bad(
                        "an unknown log-in",
                        rtsp("401 Unauthorized", "WWW-Authenticate: Negotiate"),
                        refused,
                        "of a kind nobody knows"),
                new Bad("less than announced", rtsp("200 OK", "Content-Length: 500") + "v=0", away, "not answer"));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void attacks21And30AnAnswerThatCannotBeUsedIsRefused(Bad bad) {
        try (RawServer camera = new RawServer((head, out) -> {
            String seq = head.replaceAll("(?s).*CSeq: (\\d+).*", "$1");
            String answer = head.startsWith("OPTIONS") ? rtsp("200 OK", "Public: DESCRIBE") : bad.answer();
            out.write(answer.replace("{SEQ}", seq).getBytes(StandardCharsets.UTF_8));
            if (bad.name().equals("less than announced") && head.startsWith("DESCRIBE"))
                throw new java.io.IOException("cut");
        })) {
            assertRefused("rtsp://127.0.0.1:" + camera.port() + "/x", bad.type(), bad.words());
        }
    }

    @Test
    void attack21ARedirectToAnInnerHostIsNotFollowed() {
        try (RawServer inside = RawServer.always("");
                RawServer camera = new RawServer((head, out) ->
                        out.write(rtsp("302 Moved", "Location: rtsp://127.0.0.1:" + inside.port() + "/secret")
                                .replace("{SEQ}", head.replaceAll("(?s).*CSeq: (\\d+).*", "$1"))
                                .getBytes(StandardCharsets.UTF_8)))) {
            assertRefused(
                    "rtsp://127.0.0.1:" + camera.port() + "/x", ProblemType.CAMERA_ANSWER_REFUSED, "do not follow");
            assertThat(inside.heard).isEmpty();
        }
    }

    @Test
    void aDrippingCameraEndsWithTheCall() {
        try (RawServer camera = new RawServer((head, out) -> {
            for (int i = 0; i < 1000; i++) {
                out.write('R');
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        })) {
            long begin = System.nanoTime();
            assertRefused("rtsp://127.0.0.1:" + camera.port() + "/x", ProblemType.CAMERA_UNREACHABLE, "in time");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(OnvifParts.CALL_TIMEOUT.plusSeconds(2));
        }
    }

    @Test
    void attack22WhatLooksLikeAnOptionStaysOnePathAndReachesNobodysShell() {
        try (RawServer camera = RawServer.always("RTSP/1.0 404 Not Found\r\n\r\n")) {
            assertRefused(
                    "rtsp://127.0.0.1:" + camera.port() + "/-f/--protocol_whitelist",
                    ProblemType.CAMERA_ANSWER_REFUSED,
                    "404");
            assertThat(camera.heard.getFirst())
                    .startsWith("OPTIONS rtsp://127.0.0.1:" + camera.port() + "/-f/--protocol_whitelist RTSP/1.0\r\n");
        }
    }

    private RtspClient.Described describe(String url) {
        return parts.rtsp.describe(
                parts.addresses.pin("address", url, AddressUse.PROBE), SimulatedDevices.CREDENTIALS, null);
    }

    private void assertRefused(String url, ProblemType type, String words) {
        assertThatThrownBy(() -> describe(url)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.type()).isEqualTo(type);
            assertThat(e.detail()).contains(words).doesNotContain(SimulatedDevices.PASSWORD);
        });
    }

    private static String rtsp(String status, String headers) {
        return "RTSP/1.0 " + status + "\r\nCSeq: {SEQ}\r\n" + headers + "\r\n\r\n";
    }

    private static String sdp(String body) {
        return rtsp("200 OK", "Content-Type: application/sdp\r\nContent-Length: " + body.length()) + body;
    }
}
