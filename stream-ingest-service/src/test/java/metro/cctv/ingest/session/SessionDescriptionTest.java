package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.ingest.media.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDescriptionTest {
    private static final String GOOD = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=cam
            a=control:*
            m=audio 0 RTP/AVP 0
            a=control:trackID=0
            m=video 0 RTP/AVP 96
            a=rtpmap:96 H264/90000
            a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z0LAHtkAUAW7AWoCAgKA,aM4BqDUg;profile-level-id=42C01E
            a=control:trackID=1
            m=video 0 RTP/AVP 97
            a=rtpmap:97 H264/90000
            a=control:trackID=2
            """;

    private static final String HEVC = """
            v=0
            m=video 0 RTP/AVP 98
            a=rtpmap:98 H265/90000
            a=fmtp:98 profile-id=1;sprop-vps=QAEMAf//AWAAAAMAkAAAAwAAAwA/lZQJ; \
            sprop-sps=QgEBAWAAAAMAkAAAAwAAAwA/oAUCAXHy5ZWVKTC8BaAgAAADACAAAAMDAUE=;sprop-pps=RAHAc8GJ
            a=control:*
            """;

    @Test
    void takesTheFirstVideoTrackAndNeverAudio() {
        var track = read(GOOD);
        assertThat(track.control()).isEqualTo("trackID=1");
        assertThat(track.payloadType()).isEqualTo(96);
        assertThat(track.clockRate()).isEqualTo(90_000);
        assertThat(track.parameterSets()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=video 0 RTP/AVP 26\na=control:trackID=1\n",
                "m=video 0 RTP/AVP 26\na=rtpmap:26 JPEG/90000\na=control:trackID=1\n"
            })
    void motionJpegNeedsNoNameForItsPayloadType(String media) {
        var track = read("v=0\n" + media);
        assertThat(track.codec()).isEqualTo(VideoCodec.MJPEG);
        assertThat(track.payloadType()).isEqualTo(26);
        assertThat(track.clockRate()).isEqualTo(90_000);
        assertThat(track.parameterSets()).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {2}")
    @CsvSource({
        "H264/90000, MP4V-ES/90000, UNSUPPORTED_CODEC",
        "packetization-mode=1, packetization-mode=2, UNSUPPORTED_CODEC",
        "m=video, m=application, NO_SUCH_STREAM",
        "H264/90000, H264/0, PROTOCOL_ERROR",
        "RTP/AVP 96, RTP/AVP 999, PROTOCOL_ERROR"
    })
    void refusesWhatCannotBePulled(String from, String to, Cause cause) {
        assertThatThrownBy(() -> read(GOOD.replace(from, to)))
                .isInstanceOfSatisfying(
                        SessionFailure.class, e -> assertThat(e.reason()).isEqualTo(cause));
    }

    @Test
    void hevcBringsThreeKindsOfParameterSets() {
        var track = read(HEVC);
        assertThat(track.codec()).isEqualTo(VideoCodec.H265);
        assertThat(track.parameterSets().stream().map(set -> VideoCodec.H265.type(set[0])))
                .containsExactly(32, 33, 34);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sprop-max-don-diff=2", "tx-mode=MRST", "sprop-max-don-diff=x"})
    void hevcThatCannotBePutInOrderIsRefused(String parameter) {
        assertThatThrownBy(() -> read(HEVC.replace("profile-id=1", parameter)))
                .isInstanceOfSatisfying(
                        SessionFailure.class, e -> assertThat(e.reason()).isEqualTo(Cause.UNSUPPORTED_CODEC));
    }

    @Test
    void badParameterSetsAreNoFailure() {
        assertThat(read(GOOD.replace("Z0LAHtkAUAW7AWoCAgKA", "§§§")).parameterSets())
                .isEmpty();
    }

    @Test
    void tooManyLinesAreRefused() {
        assertThatThrownBy(() -> read("a=x\n".repeat(10_000))).isInstanceOf(SessionFailure.class);
    }

    @Test
    void rubbishEndsInASessionFailureAtMost() {
        var random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] sdp = GOOD.getBytes(StandardCharsets.UTF_8);
            for (int flips = 0; flips < 8; flips++) sdp[random.nextInt(sdp.length)] = (byte) random.nextInt(256);
            try {
                SessionDescription.videoTrack(sdp);
            } catch (SessionFailure expected) {
                assertThat(expected.detail()).isNotEmpty();
            }
        }
    }

    private static SessionDescription.VideoTrack read(String sdp) {
        return SessionDescription.videoTrack(sdp.getBytes(StandardCharsets.UTF_8));
    }
}
