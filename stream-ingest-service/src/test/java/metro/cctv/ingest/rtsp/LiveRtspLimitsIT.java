package metro.cctv.ingest.rtsp;

import static metro.cctv.ingest.rtsp.RtspFixture.CAMERA;
import static metro.cctv.ingest.rtsp.RtspFixture.OTHER;
import static metro.cctv.ingest.rtsp.RtspFixture.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import metro.cctv.testkit.RawRtspClient;
import metro.cctv.testkit.RawRtspClient.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rubbish, what is too large or too much, and what comes at the wrong time: each its own answer. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveRtspLimitsIT {
    private static final String TCP = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1";

    private RtspFixture at;

    @BeforeAll
    void begin() {
        at = new RtspFixture();
        at.grant("good");
        at.grant("other", OTHER, Instant.now().plusSeconds(600), null);
        at.feed(1000);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    RUBBISH                                                           | 400
                    DESCRIBE rtsp://h/live/DJ-SEO-001/main HTTP/1.1\\r\\nCSeq: 1        | 505
                    DESCRIBE rtsp://h/live/DJ-SEO-001/main RTSP/1.0                   | 400
                    DESCRIBE rtsp://h/live/DJ-SEO-001/main RTSP/1.0\\r\\nCSeq: x        | 400
                    RECORD rtsp://h/live/DJ-SEO-001/main RTSP/1.0\\r\\nCSeq: 1          | 501
                    PLAY rtsp://h/live/DJ-SEO-001/main RTSP/1.0\\r\\nCSeq: 1            | 454
                    PAUSE rtsp://h/live/DJ-SEO-001/main RTSP/1.0\\r\\nCSeq: 1\\r\\nSession: 1234 | 454
                    DESCRIBE rtsp://h/live/DJ-SEO-001/third RTSP/1.0\\r\\nCSeq: 1       | 404
                    DESCRIBE rtsp://h/live/../main RTSP/1.0\\r\\nCSeq: 1                | 404
                    DESCRIBE * RTSP/1.0\\r\\nCSeq: 1                                    | 404
                    SETUP rtsp://h/live/DJ-SEO-001/main/trackID=1 RTSP/1.0\\r\\nCSeq: 1 | 404
                    OPTIONS * RTSP/1.0\\r\\nCSeq: 1\\r\\nRequire: implicit-play           | 551
                    OPTIONS * RTSP/1.0\\r\\nCSeq: 1                                     | 200
                    """)
    void isAnswered(String head, int status) throws IOException {
        try (var client = at.client()) {
            client.send(head.replace("\\r\\n", "\r\n") + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tooLarge")
    void whatIsTooLargeIsRefusedForGood(String what, String request) throws IOException {
        try (var client = at.client()) {
            try {
                client.send(request);
                assertThat(client.answer().status()).isBetween(400, 414);
                assertThat(client.isClosedByServer()).isTrue();
            } catch (IOException cutOffWhileSending) {
                // As good: what was not read any more takes the answer with it.
            }
        }
        try (var next = at.client()) {
            assertThat(next.ask("OPTIONS", "*").status()).isEqualTo(200);
        }
    }

    static Stream<Arguments> tooLarge() {
        String filler = "z".repeat(5000);
        return Stream.of(
                Arguments.of("address", "OPTIONS rtsp://h/" + "a".repeat(1025) + " RTSP/1.0\r\nCSeq: 1\r\n\r\n"),
                Arguments.of("long address", "OPTIONS rtsp://h/" + filler.repeat(20) + " RTSP/1.0\r\nCSeq: 1\r\n\r\n"),
                Arguments.of("header", "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nX: " + filler.repeat(2) + "\r\n\r\n"),
                Arguments.of(
                        "headers",
                        "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n" + ("X: " + "y".repeat(500) + "\r\n").repeat(20) + "\r\n"),
                Arguments.of("body", "SET_PARAMETER * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 100000\r\n\r\n" + filler),
                Arguments.of("negative body", "SET_PARAMETER * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: -5\r\n\r\n"));
    }

    @Test
    void datagramsAreRefusedAndNothingIsSaidTwice() throws IOException {
        try (var client = at.client()) {
            assertThat(client.ask("SETUP", url(), login("good"), "Transport: RTP/AVP;unicast;client_port=5000-5001")
                            .status())
                    .isEqualTo(461);
            assertThat(client.ask("SETUP", url(), login("good")).status()).isEqualTo(461);
            Answer set = client.ask(
                    "SETUP", url(), login("good"), "Transport: RTP/AVP;unicast;client_port=5000-5001, RTP/AVP/TCP");
            assertThat(set.headers()).containsEntry("transport", "RTP/AVP/TCP;unicast;interleaved=0-1");
        }
        assertThat(at.ledger.stream()
                        .filter(row -> row.caseNo() != null && row.caseNo().endsWith("good")))
                .as("a row per connection's look")
                .allMatch(row -> row.objectId().equals(CAMERA));
    }

    @Test
    void theOrderOfMethodsIsKept() throws IOException {
        try (var client = at.client()) {
            Answer set = client.ask("SETUP", url(), login("good"), TCP);
            String session = "Session: " + set.session();
            assertThat(client.ask("SETUP", at.url(OTHER), login("other"), TCP, session)
                            .status())
                    .as("another camera in the same session")
                    .isEqualTo(459);
            assertThat(client.ask("SETUP", at.url(OTHER), login("other"), TCP).status())
                    .as("channels that are taken")
                    .isEqualTo(461);
            assertThat(client.ask("PLAY", url(), session).status())
                    .as("every look needs its login")
                    .isEqualTo(401);
            assertThat(client.ask("PLAY", url(), session, login("good")).status())
                    .isEqualTo(200);
            assertThat(client.ask("SETUP", url(), login("good"), TCP, session).status())
                    .as("while it plays")
                    .isEqualTo(455);
            try (var stranger = at.client()) {
                assertThat(stranger.ask("TEARDOWN", url(), session).status())
                        .as("another connection's session")
                        .isEqualTo(454);
            }
        }
    }

    @Test
    void aConnectionHasFourSessions() throws IOException {
        try (var client = at.client()) {
            for (int i = 0; i < 4; i++)
                assertThat(client.ask("SETUP", url(), login("good"), "Transport: RTP/AVP/TCP")
                                .status())
                        .isEqualTo(200);
            assertThat(client.ask("SETUP", url(), login("good"), "Transport: RTP/AVP/TCP")
                            .status())
                    .isEqualTo(453);
        }
    }

    @Test
    void anAgencyHasSoManyConnections() throws IOException {
        try (var small = new RtspFixture(RtspFixture.settings(1, Duration.ofMinutes(1)))) {
            small.grant("good");
            small.feed(1000);
            try (var second = small.client()) {
                try (var first = small.client()) {
                    assertThat(describe(first, small)).isEqualTo(200);
                    assertThat(describe(second, small)).isEqualTo(453);
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> describe(second, small) == 200);
            }
        }
    }

    @Test
    void whoShowsNoTicketInTimeIsSentAway() throws IOException {
        try (var hasty = new RtspFixture(RtspFixture.settings(10, Duration.ofMillis(200)));
                var client = hasty.client()) {
            assertThat(client.ask("OPTIONS", "*").status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void rubbishBetweenPicturesEndsOnlyItsOwnConnection() throws IOException {
        try (var noisy = at.client();
                var quiet = at.client()) {
            noisy.send(new byte[] {'$', 0, (byte) 0xff, (byte) 0xff, 1, 2, 3});
            assertThat(noisy.isClosedByServer()).isTrue();
            assertThat(quiet.ask("DESCRIBE", url(), login("good")).status()).isEqualTo(200);
        }
    }

    private static int describe(RawRtspClient client, RtspFixture at) throws IOException {
        return client.ask("DESCRIBE", at.url(CAMERA), login("good")).status();
    }

    private String url() {
        return at.url(CAMERA);
    }
}
