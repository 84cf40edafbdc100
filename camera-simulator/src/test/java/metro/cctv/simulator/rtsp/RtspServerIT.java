package metro.cctv.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.simulator.FakeLoops;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.testkit.RawRtspClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a client sees it on the wire. */
@Timeout(120)
class RtspServerIT {
    private static final String TCP = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1";

    @Test
    void fromDescribeToTeardownByTcp() throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port())) {
            String url = cameras.url("CAM-1", "main");
            assertThat(client.ask("OPTIONS", url).headers().get("public")).contains("DESCRIBE", "TEARDOWN");
            var described = client.ask("DESCRIBE", url, "Accept: application/sdp");
            assertThat(described.headers()).containsEntry("content-base", url + "/");
            assertThat(described.body())
                    .contains("m=video 0 RTP/AVP 96", "packetization-mode=1", "a=framerate:20", "a=control:trackID=0")
                    .contains("sprop-parameter-sets=Z0JC")
                    .doesNotContain("m=audio");

            var setUp = client.ask("SETUP", url + "/trackID=0", TCP);
            assertThat(setUp.headers().get("transport")).isEqualTo("RTP/AVP/TCP;unicast;interleaved=0-1");
            assertThat(setUp.headers().get("session")).endsWith(";timeout=60");
            String session = "Session: " + setUp.session();
            var playing = client.ask("PLAY", url + "/", session);
            assertThat(playing.status()).isEqualTo(200);

            Matcher info = Pattern.compile("seq=(\\d+);rtptime=(\\d+)")
                    .matcher(playing.headers().get("rtp-info"));
            assertThat(info.find()).isTrue();
            ByteBuffer first = client.frameOn(0);
            assertThat(first.getShort(2) & 0xffff).isEqualTo(Integer.parseInt(info.group(1)));
            assertThat(first.getInt(4)).isEqualTo(Integer.parseUnsignedInt(info.group(2)));
            assertThat(first.get(12) & 31).as("parameter sets first").isEqualTo(24);
            ByteBuffer report = client.frameOn(1);
            assertThat(report.get(1) & 0xff).as("sender report").isEqualTo(200);

            assertThat(client.ask("GET_PARAMETER", url, session).status()).isEqualTo(200);
            assertThat(client.ask("PAUSE", url, session).status()).isEqualTo(200);
            await().until(() -> cameras.viewers() == 0);
            assertThat(client.ask("PLAY", url, session).status()).isEqualTo(200);
            assertThat(client.ask("TEARDOWN", url, session).status()).isEqualTo(200);
            assertThat(client.ask("PLAY", url, session).status()).isEqualTo(454);
        }
    }

    @Test
    void allViewersSeeTheSamePacketsAtTheSameTime() throws IOException {
        try (var cameras = cameras().start();
                var one = new RawRtspClient(cameras.port());
                var two = new RawRtspClient(cameras.port())) {
            play(one, cameras, "sub");
            play(two, cameras, "sub");
            ByteBuffer wanted = two.frameOn(0);
            ByteBuffer seen = one.frameOn(0);
            while (!seen.equals(wanted)) seen = one.frameOn(0);
            assertThat(one.frameOn(0)).isEqualTo(two.frameOn(0));
        }
    }

    @Test
    void aCachedKeyFrameComesAtOnce() throws IOException {
        try (var cameras = SimulatedCameras.builder().stream("CAM-1", "main", FakeLoops.of(1, 10, 500))
                        .startAtCachedKeyFrame()
                        .start();
                var client = new RawRtspClient(cameras.port())) {
            long begin = System.nanoTime();
            play(client, cameras, "main");
            client.frameOn(0);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void byUdp() throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port());
                var rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var rtcp = rtpNeighbour(rtp)) {
            String url = cameras.url("CAM-1", "main");
            var setUp = client.ask(
                    "SETUP",
                    url + "/trackID=0",
                    "Transport: RTP/AVP;unicast;client_port=%d-%d".formatted(rtp.getLocalPort(), rtcp.getLocalPort()));
            Matcher ports = Pattern.compile("server_port=(\\d+)-(\\d+)")
                    .matcher(setUp.headers().get("transport"));
            assertThat(ports.find()).isTrue();
            assertThat(Integer.parseInt(ports.group(1)) % 2).isZero();
            client.ask("PLAY", url, "Session: " + setUp.session());
            DatagramPacket packet = receive(rtp);
            assertThat(packet.getPort()).isEqualTo(Integer.parseInt(ports.group(1)));
            assertThat(packet.getData()[0] & 0xff).isEqualTo(0x80);
            assertThat(receive(rtcp).getData()[1] & 0xff).isEqualTo(200);
        }
    }

    @Test
    void audioIsOfferedWhereAskedFor() throws IOException {
        try (var cameras = cameras().withAudio().start();
                var client = new RawRtspClient(cameras.port())) {
            String url = cameras.url("CAM-1", "main");
            assertThat(client.ask("DESCRIBE", url).body()).contains("m=audio 0 RTP/AVP 0", "PCMU/8000");
            String session =
                    "Session: " + client.ask("SETUP", url + "/trackID=0", TCP).session();
            client.ask("SETUP", url + "/trackID=1", "Transport: RTP/AVP/TCP;interleaved=2-3", session);
            client.ask("PLAY", url, session);
            assertThat(client.frameOn(2).get(1)).as("PCMU").isZero();
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    DESCRIBE | /NOBODY/main          |                                      | 404
                    DESCRIBE | /CAM-1/../CAM-1/main  |                                      | 404
                    DESCRIBE | /CAM-1/main           | Accept: text/html                    | 406
                    DESCRIBE | /CAM-1/main           | Require: magic                       | 551
                    SETUP    | /CAM-1/main/trackID=9 | Transport: RTP/AVP/TCP               | 404
                    SETUP    | /CAM-1/main/trackID=1 | Transport: RTP/AVP/TCP               | 404
                    SETUP    | /CAM-1/main/trackID=0 | Transport: RTP/AVP;multicast         | 461
                    SETUP    | /CAM-1/main/trackID=0 |                                      | 461
                    SETUP    | /CAM-1/main/trackID=0 | Session: 1234                        | 461
                    PLAY     | /CAM-1/main           |                                      | 454
                    PLAY     | /CAM-1/main           | Session: 00000000000000000000000000  | 454
                    PAUSE    | /CAM-1/main           | Session: ;timeout=60                 | 454
                    TEARDOWN | /CAM-1/main           |                                      | 454
                    RECORD   | /CAM-1/main           |                                      | 501
                    BREW     | /CAM-1/main           |                                      | 501
                    """)
    void refusals(String method, String path, String header, int status) throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port())) {
            String url = "rtsp://127.0.0.1:" + cameras.port() + path;
            String[] headers = header == null ? new String[0] : new String[] {header};
            assertThat(client.ask(method, url, headers).status()).isEqualTo(status);
            assertThat(client.ask("OPTIONS", url).status())
                    .as("and the connection lives on")
                    .isEqualTo(200);
        }
    }

    @Test
    void theStateMachineHoldsOnTheWire() throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port());
                var thief = new RawRtspClient(cameras.port())) {
            String session = play(client, cameras, "main");
            String url = cameras.url("CAM-1", "main");
            assertThat(client.ask("SETUP", url + "/trackID=0", TCP, session).status())
                    .isEqualTo(455);
            assertThat(client.ask("PLAY", url, session).status())
                    .as("again is harmless")
                    .isEqualTo(200);
            assertThat(thief.ask("TEARDOWN", url, session).status())
                    .as("not theirs")
                    .isEqualTo(454);
            assertThat(cameras.viewers()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "CSeq {0}")
    @ValueSource(strings = {"CSeq: x", "CSeq: -1", "CSeq: 99999999999", "CSeq: 1\r\nCSeq: 2", "X: y"})
    void aBadSequenceNumberIsRefused(String header) throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port())) {
            client.send("OPTIONS * RTSP/1.0\r\n" + header + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port())) {
            client.send("OPTIONS * RTSP/2.0\r\nCSeq: 1\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(505);
        }
    }

    @Test
    void whatIsTooLargeIsRefusedAndCutOff() throws IOException {
        String filler = "a".repeat(10_000);
        String[] requests = {
            "DESCRIBE rtsp://127.0.0.1/" + filler + " RTSP/1.0\r\nCSeq: 1\r\n\r\n",
            "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\nX: " + filler + "\r\n\r\n",
            "SET_PARAMETER * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 10000\r\n\r\n" + filler,
            "SET_PARAMETER * RTSP/1.0\r\nCSeq: 1\r\nContent-Length: -5\r\n\r\n",
            "\0\1\2\3\4 rubbish \r\n\r\n\r\n",
        };
        try (var cameras = cameras().start()) {
            for (String request : requests) {
                try (var client = new RawRtspClient(cameras.port())) {
                    client.send(request);
                    assertThat(client.answer().status())
                            .as(request.substring(0, 20))
                            .isBetween(400, 505);
                    assertThat(client.isClosedByServer())
                            .as(request.substring(0, 20))
                            .isTrue();
                } catch (IOException cutOffWhileSending) {
                    continue;
                }
            }
            assertServes(cameras);
        }
    }

    @Test
    void brokenInterleavingIsCutOff() throws IOException {
        byte[][] frames = {
            {'$', 0, (byte) 0xff, (byte) 0xff, 1, 2, 3},
            {'$', 9, 0, 4, 1, 2, 3, 4},
        };
        try (var cameras = cameras().start()) {
            for (byte[] frame : frames) {
                try (var client = new RawRtspClient(cameras.port())) {
                    play(client, cameras, "main");
                    client.send(frame);
                    assertThat(client.isClosedByServer()).isTrue();
                }
            }
            await().until(() -> cameras.viewers() == 0);
            assertServes(cameras);
        }
    }

    @Test
    void receiverReportsBetweenRequestsAreFine() throws IOException {
        try (var cameras = cameras().start();
                var client = new RawRtspClient(cameras.port())) {
            String session = play(client, cameras, "main");
            byte[] report = {'$', 1, 0, 8, (byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 0};
            String request = "GET_PARAMETER " + cameras.url("CAM-1", "main") + " RTSP/1.0\r\nCSeq: 77\r\n" + session
                    + "\r\nContent-Length: 3\r\n\r\n$$$";
            // Split in the middle of everything.
            byte[] all = ByteBuffer.allocate(report.length * 2 + request.length())
                    .put(report)
                    .put(request.getBytes(StandardCharsets.US_ASCII))
                    .put(report)
                    .array();
            for (int at = 0; at < all.length; at += 7)
                client.send(java.util.Arrays.copyOfRange(all, at, Math.min(at + 7, all.length)));
            assertThat(client.answer().headers()).containsEntry("cseq", "77");
            assertThat(client.ask("OPTIONS", "*").status()).isEqualTo(200);
        }
    }

    @Test
    void aSlowViewerIsCutAndNobodyElseNotices() throws IOException {
        try (var cameras = SimulatedCameras.builder().stream("CAM-1", "main", FakeLoops.of(30, 30, 400_000)).stream(
                                "CAM-1", "sub", FakeLoops.of(20, 20, 1000))
                        .maxQueuedBytes(2_000_000)
                        .start();
                var slow = new RawRtspClient(cameras.port());
                var other = new RawRtspClient(cameras.port())) {
            play(other, cameras, "sub");
            play(slow, cameras, "main");
            assertThat(cameras.viewers()).isEqualTo(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> cameras.viewers() == 1);
            for (int i = 0; i < 20; i++) other.frameOn(0);
        }
    }

    @Test
    void aSessionWithoutASignOfLifeTimesOut() throws IOException {
        try (var cameras = cameras().sessionTimeout(Duration.ofSeconds(1)).start();
                var silent = new RawRtspClient(cameras.port());
                var alive = new RawRtspClient(cameras.port())) {
            play(silent, cameras, "main");
            String session = play(alive, cameras, "main");
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                alive.ask("GET_PARAMETER", cameras.url("CAM-1", "main"), session);
                return cameras.viewers() == 1;
            });
            assertThat(silent.isClosedByServer()).isTrue();
            assertThat(alive.ask("GET_PARAMETER", cameras.url("CAM-1", "main"), session)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void faults() throws IOException {
        try (var cameras = cameras().start()) {
            var client = new RawRtspClient(cameras.port());
            play(client, cameras, "main");
            cameras.kill();
            assertThat(client.isClosedByServer()).isTrue();
            assertThatThrownBy(() -> new RawRtspClient(cameras.port())).isInstanceOf(ConnectException.class);
            cameras.revive();
            assertServes(cameras);

            cameras.pause();
            try (var hanging = new RawRtspClient(cameras.port())) {
                assertThatThrownBy(() -> hanging.ask("OPTIONS", "*")).hasMessageContaining("timed out");
            }
            cameras.resume();
            assertServes(cameras);
        }
    }

    private static SimulatedCameras.Builder cameras() {
        return SimulatedCameras.builder().camera("CAM-1", FakeLoops.of(20, 20, 5000), FakeLoops.of(20, 20, 1000));
    }

    private static void assertServes(SimulatedCameras cameras) throws IOException {
        try (var client = new RawRtspClient(cameras.port())) {
            play(client, cameras, "sub");
            client.frameOn(0);
        }
    }

    /** Sets up and plays by TCP; answers the Session header. */
    private static String play(RawRtspClient client, SimulatedCameras cameras, String stream) throws IOException {
        String url = cameras.url("CAM-1", stream);
        String session =
                "Session: " + client.ask("SETUP", url + "/trackID=0", TCP).session();
        assertThat(client.ask("PLAY", url, session).status()).isEqualTo(200);
        return session;
    }

    private static DatagramSocket rtpNeighbour(DatagramSocket rtp) throws IOException {
        return new DatagramSocket(rtp.getLocalPort() + 1, InetAddress.getLoopbackAddress());
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(5000);
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        return packet;
    }
}
