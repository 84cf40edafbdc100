package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupAnswerTest {
    @ParameterizedTest(name = "asked for datagrams {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "false | RTP/AVP/TCP;unicast;interleaved=0-1 | true | 0 | 1",
                "false | RTP/AVP/TCP;interleaved=4 | true | 4 | 5",
                "false | RTP/AVP/TCP;unicast | true | -1 | -1",
                "false | RTP/AVP;interleaved=2-3 | true | 2 | 3",
                "true | RTP/AVP;unicast;client_port=5000-5001;server_port=6000-6001 | false | 6000 | 6001",
                "true | RTP/AVP/UDP;unicast;client_port=5000-5001;server_port=6000 | false | 6000 | 6001",
                "true | RTP/AVP;unicast;client_port=5000-5001 | false | -1 | -1",
                "true | RTP/AVP/TCP;unicast;interleaved=0-1 | true | 0 | 1"
            })
    void readsWhatTheCameraGranted(boolean asked, String transport, boolean interleaved, int rtp, int rtcp) {
        SetupAnswer answer = SetupAnswer.of(response("77;timeout=30", transport), asked);
        assertThat(answer.session()).isEqualTo("77");
        assertThat(answer.timeout()).hasSeconds(30);
        assertThat(answer.interleaved()).isEqualTo(interleaved);
        assertThat(answer.rtp()).isEqualTo(rtp);
        assertThat(answer.rtcp()).isEqualTo(rtcp);
    }

    @ParameterizedTest(name = "asked for datagrams {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "false | RTP/AVP;unicast;server_port=6000-6001",
                "false | RTP/AVP/TCP;interleaved=256-257",
                "false | RTP/AVP/TCP;interleaved=255",
                "true | RTP/AVP;unicast;server_port=0-1",
                "true | RTP/AVP;unicast;server_port=65535",
                "true | RTP/AVP;unicast;server_port=99999-1"
            })
    void refusesWhatCannotBe(boolean asked, String transport) {
        assertThatThrownBy(() -> SetupAnswer.of(response("1", transport), asked))
                .isInstanceOf(SessionFailure.class);
    }

    @Test
    void boundsTheSession() {
        String transport = "RTP/AVP/TCP;interleaved=0-1";
        assertThat(SetupAnswer.of(response("1", transport), false).timeout()).hasSeconds(60);
        assertThat(SetupAnswer.of(response("1;timeout=1", transport), false).timeout())
                .hasSeconds(10);
        assertThat(SetupAnswer.of(response("1;timeout=999999", transport), false)
                        .timeout())
                .hasSeconds(3600);
        assertThatThrownBy(() -> SetupAnswer.of(response("x".repeat(257), transport), false))
                .isInstanceOf(SessionFailure.class);
        assertThatThrownBy(() -> SetupAnswer.of(new RtspResponse(200, "OK", Map.of(), new byte[0]), false))
                .isInstanceOf(SessionFailure.class);
    }

    private static RtspResponse response(String session, String transport) {
        return new RtspResponse(
                200, "OK", Map.of("session", List.of(session), "transport", List.of(transport)), new byte[0]);
    }
}
