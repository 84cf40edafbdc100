package metro.cctv.ingest.rtsp;

import static metro.cctv.ingest.rtsp.RtspFixture.CAMERA;
import static metro.cctv.ingest.rtsp.RtspFixture.OTHER;
import static metro.cctv.ingest.rtsp.RtspFixture.login;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import metro.cctv.contracts.audit.AccessAudited.Result;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.testkit.RawRtspClient;
import metro.cctv.testkit.RawRtspClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sees what, for how long, and what stands in the ledger. */
@Timeout(120)
class LiveRtspIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RtspFixture at = new RtspFixture();

    @AfterEach
    void end() {
        at.close();
    }

    @Test
    void aTicketOpensItsCameraAndOneLookIsOneRow() throws IOException {
        GrantChanged grant = at.grant("good");
        for (int i = 0; i < 15; i++) at.feed(3000);
        try (var client = at.client()) {
            Answer described = client.ask("DESCRIBE", at.url(CAMERA), login("good"), "Accept: application/sdp");
            assertThat(described.status()).isEqualTo(200);
            assertThat(described.headers()).containsEntry("content-base", at.url(CAMERA) + "/");
            assertThat(described.body())
                    .contains("m=video 0 RTP/AVP 96", "H264/90000", "profile-level-id=640028", "a=control:trackID=0")
                    .doesNotContain("m=audio");
            assertThat(at.ledger).singleElement().satisfies(row -> {
                assertThat(row.action()).isEqualTo("live.view");
                assertThat(row.objectId()).isEqualTo(CAMERA);
                assertThat(row.result()).isEqualTo(Result.ALLOWED);
                assertThat(row.caseNo()).isEqualTo(grant.caseNo());
                assertThat(row.purpose()).isEqualTo(grant.purpose());
                assertThat(row.agency()).isEqualTo("112");
            });
            Answer played = play(client, CAMERA, "good");
            assertThat(played.headers().get("range")).isEqualTo("npt=now-");
            ByteBuffer first = client.frameOn(0);
            assertThat(played.headers().get("rtp-info"))
                    .isEqualTo("url=%s/trackID=0;seq=%d;rtptime=%s"
                            .formatted(
                                    at.url(CAMERA),
                                    first.getShort(2) & 0xffff,
                                    Integer.toUnsignedString(first.getInt(4))));
            assertThat(first.get(12) & 31)
                    .as("parameter sets before the first key frame")
                    .isEqualTo(24);
            assertThat(client.frameOn(1).get(1) & 0xff).as("a sender report").isEqualTo(200);
        }
        assertThat(at.ledger).hasSize(1);
    }

    @Test
    void whoMayWatchACameraOfAnotherProcessIsSentThere() throws IOException {
        at.grant("good", OTHER);
        at.cameras.leave(OTHER, RtspFixture.DISTRICT);
        at.owners.put(OTHER, URI.create("rtsps://ingest-2.video.example:8322"));
        try (var client = at.client()) {
            Answer sent = client.ask("DESCRIBE", at.url(OTHER) + "?x=1", login("good"));
            assertThat(sent.status()).isEqualTo(302);
            assertThat(sent.headers())
                    .containsEntry("location", "rtsps://ingest-2.video.example:8322/live/" + OTHER + "/main");
            assertThat(at.ledger).as("the owner writes the look down").isEmpty();
            at.owners.clear();
            assertThat(client.ask("DESCRIBE", at.url(OTHER), login("good")).status())
                    .as("nobody said yet where it is")
                    .isEqualTo(503);
        }
    }

    @Test
    void nobodyElseLearnsWhereACameraIs() throws IOException {
        at.cameras.leave(OTHER, RtspFixture.DISTRICT);
        at.owners.put(OTHER, URI.create("rtsps://ingest-2.video.example:8322"));
        try (var client = at.client()) {
            Answer refused = client.ask("DESCRIBE", at.url(OTHER), login("guess"));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.headers()).doesNotContainKey("location");
        }
    }

    @Test
    void whoeverAsksWithoutATicketIsChallengedAndStandsInTheLedgerWhenHeLeaves() throws IOException {
        try (var client = at.client()) {
            Answer answer = client.ask("DESCRIBE", at.url(CAMERA));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers().get("www-authenticate")).startsWith("Basic realm=");
            assertThat(client.ask("DESCRIBE", at.url(CAMERA), "Authorization: Digest username=\"x\"")
                            .status())
                    .isEqualTo(401);
            assertThat(client.ask("OPTIONS", at.url(CAMERA)).headers().get("public"))
                    .contains("DESCRIBE", "PLAY");
            assertThat(at.ledger).isEmpty();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(at.ledger)
                        .extracting("result", "reason")
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(Result.REFUSED, "not-authenticated")));
    }

    @Test
    void noOtherTicketOpensIt() throws IOException {
        at.grant("of-another-camera", OTHER, Instant.now().plusSeconds(600), null);
        at.grant("expired", CAMERA, Instant.now().minusSeconds(1), null);
        at.grant("of-a-car", CAMERA, Instant.now().plusSeconds(600), "car-112-07");
        at.feed(1000);
        List<String> tickets = List.of("wrong-" + UUID.randomUUID(), "of-another-camera", "expired", "of-a-car");
        try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture.allOf(tickets.stream()
                            .map(ticket -> CompletableFuture.runAsync(() -> isRefused(ticket), together))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        assertThat(at.ledger).hasSize(8).allSatisfy(row -> {
            assertThat(row.result()).isEqualTo(Result.REFUSED);
            assertThat(row.reason()).isEqualTo("ticket-refused");
        });
    }

    private void isRefused(String ticket) {
        try (var client = at.client()) {
            Answer refused = client.ask("DESCRIBE", at.url(CAMERA), login(ticket));
            assertThat(refused.status()).as(ticket).isEqualTo(403);
            assertThat(refused.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(refused.body()).contains("urn:metro-cctv:problem:ticket-refused");
            String transport = "Transport: RTP/AVP/TCP;interleaved=0-1";
            assertThat(client.ask("SETUP", at.url(CAMERA), login(ticket), transport)
                            .status())
                    .as(ticket)
                    .isEqualTo(403);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void guessingTicketsEndsTheConnection() throws IOException {
        try (var client = at.client()) {
            for (int i = 0; i < 5; i++)
                assertThat(client.ask("DESCRIBE", at.url("DJ-SEO-999"), login("guess-" + i))
                                .status())
                        .isEqualTo(403);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aRevokedGrantEndsThePictureAndOpensNothingAgain() throws IOException {
        GrantChanged revoked = at.grant("revoked");
        at.grant("kept");
        at.feed(1000);
        try (var ending = at.client();
                var going = at.client()) {
            play(ending, CAMERA, "revoked");
            play(going, CAMERA, "kept");
            Reader end = new Reader(ending);
            Reader on = new Reader(going);
            at.revoke(revoked);
            int before = at.fed();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                at.feed(1000);
                return end.isOver();
            });
            assertThat(at.fed() - before)
                    .as("pictures of 100 ms until the last byte; 2 s are promised")
                    .isLessThan(50);
            assertThat(end.lastChannel).as("the last word is a good-bye").isEqualTo(1);
            int seen = on.media;
            await().atMost(PATIENCE).until(() -> {
                at.feed(1000);
                return on.media > seen + 3;
            });
        }
        try (var again = at.client()) {
            assertThat(again.ask("DESCRIBE", at.url(CAMERA), login("revoked")).status())
                    .isEqualTo(403);
        }
        assertThat(at.ledger).last().satisfies(row -> assertThat(row.reason()).isEqualTo("ticket-refused"));
    }

    @Test
    void aCameraThatIsTakenAwayEndsThePicture() throws IOException {
        at.grant("good");
        at.feed(1000);
        try (var client = at.client()) {
            play(client, CAMERA, "good");
            Reader reader = new Reader(client);
            at.cameras.remove(CAMERA);
            await().atMost(PATIENCE).until(reader::isOver);
        }
    }

    @Test
    void whoDoesNotReadIsCutAndHarmsNobody() throws IOException {
        at.grant("good");
        at.feed(1000);
        Socket lazy = new Socket();
        lazy.setReceiveBufferSize(4096);
        lazy.connect(new java.net.InetSocketAddress("127.0.0.1", at.server.port()));
        try (var stalled = new RawRtspClient(lazy);
                var healthy = at.client()) {
            play(stalled, CAMERA, "good");
            play(healthy, CAMERA, "good");
            Reader reader = new Reader(healthy);
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        int seen = reader.pictures;
                        at.feed(60_000);
                        await().atMost(PATIENCE)
                                .pollInterval(Duration.ofMillis(5))
                                .until(() -> reader.pictures > seen);
                        return at.server.connections() == 1;
                    });
            assertThat(reader.isOver()).isFalse();
            assertThat(reader.gaps).as("every packet of every picture").isZero();
        }
    }

    @Test
    void pauseStopsAndPlayGoesOnInTheSameSession() throws IOException {
        at.grant("good");
        at.feed(1000);
        try (var client = at.client()) {
            Answer played = play(client, CAMERA, "good");
            String session = "Session: " + played.session();
            client.frameOn(0);
            assertThat(client.ask("GET_PARAMETER", at.url(CAMERA), session).status())
                    .isEqualTo(200);
            assertThat(client.ask("PAUSE", at.url(CAMERA), session).status()).isEqualTo(200);
            Answer again = client.ask("PLAY", at.url(CAMERA), session, login("good"));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.headers().get("rtp-info")).contains("rtptime=");
            assertThat(client.ask("TEARDOWN", at.url(CAMERA), session).status()).isEqualTo(200);
            assertThat(client.ask("PLAY", at.url(CAMERA), session, login("good"))
                            .status())
                    .isEqualTo(454);
        }
    }

    private Answer play(RawRtspClient client, String camera, String ticket) throws IOException {
        Answer set = client.ask(
                "SETUP",
                at.url(camera) + "/trackID=0",
                login(ticket),
                "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.headers()).containsEntry("transport", "RTP/AVP/TCP;unicast;interleaved=0-1");
        Answer played = client.ask("PLAY", at.url(camera) + "/", login(ticket), "Session: " + set.session());
        assertThat(played.status()).isEqualTo(200);
        return played;
    }

    /** Reads until the end. */
    private static final class Reader {
        private final Thread thread;
        private final List<Integer> sequences = new ArrayList<>();
        private volatile int media;
        private volatile int pictures;
        private volatile int gaps;
        private volatile int lastChannel;

        private Reader(RawRtspClient client) {
            thread = Thread.ofPlatform().daemon().start(() -> read(client));
        }

        private void read(RawRtspClient client) {
            try {
                while (true) {
                    RawRtspClient.Frame frame = client.frame();
                    lastChannel = frame.channel();
                    if (frame.channel() == 0) packet(frame.bytes());
                }
            } catch (IOException e) {
                // The end.
            }
        }

        private void packet(ByteBuffer packet) {
            int sequence = packet.getShort(2) & 0xffff;
            if (!sequences.isEmpty() && ((sequences.getLast() + 1) & 0xffff) != sequence) gaps++;
            sequences.add(sequence);
            media++;
            if ((packet.get(1) & 0x80) != 0) pictures++;
        }

        private boolean isOver() {
            return !thread.isAlive();
        }
    }
}
