package metro.cctv.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.rtsp.RtspMethods;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
                    INIT,    SETUP,         READY
                    INIT,    PLAY,
                    INIT,    PAUSE,
                    INIT,    TEARDOWN,      INIT
                    READY,   SETUP,         READY
                    READY,   PLAY,          PLAYING
                    READY,   PAUSE,         READY
                    READY,   TEARDOWN,      INIT
                    PLAYING, SETUP,
                    PLAYING, PLAY,          PLAYING
                    PLAYING, PAUSE,         READY
                    PLAYING, GET_PARAMETER, PLAYING
                    PLAYING, TEARDOWN,      INIT
                    """)
    void table(SessionState state, String method, SessionState expected) {
        assertThat(state.after(RtspMethods.valueOf(method))).isEqualTo(expected);
    }
}
