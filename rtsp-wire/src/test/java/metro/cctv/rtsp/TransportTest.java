package metro.cctv.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    RTP/AVP/TCP;unicast;interleaved=0-1                       | Interleaved[rtpChannel=0, rtcpChannel=1]
                    RTP/AVP/TCP;unicast;interleaved=4-5;mode="PLAY"           | Interleaved[rtpChannel=4, rtcpChannel=5]
                    RTP/AVP/TCP                                               | Interleaved[rtpChannel=-1, rtcpChannel=-1]
                    RTP/AVP;unicast;client_port=5000-5001                     | Datagrams[rtpPort=5000, rtcpPort=5001]
                    RTP/AVP/UDP;unicast;client_port=5000                      | Datagrams[rtpPort=5000, rtcpPort=5001]
                    RTP/AVP;multicast, RTP/AVP/TCP;interleaved=0-1            | Interleaved[rtpChannel=0, rtcpChannel=1]
                    RTP/SAVP;unicast;client_port=5000-5001                    | null
                    RTP/AVP;unicast                                           | null
                    RTP/AVP;multicast                                         | null
                    RTP/AVP;unicast;client_port=80-81                         | null
                    RTP/AVP;unicast;client_port=5000-6000                     | null
                    RTP/AVP;unicast;client_port=65535-65536                   | null
                    RTP/AVP;unicast;destination=10.0.0.9;client_port=5000-5001| null
                    RTP/AVP/TCP;interleaved=255-256                           | null
                    RTP/AVP/TCP;interleaved=1-0                               | null
                    RTP/AVP/TCP;interleaved=0-1;mode=record                   | null
                    ;;;===                                                    | null
                    """)
    void theFirstAlternativeThatWorks(String header, String expected) {
        assertThat(String.valueOf(Transport.choose(header))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    RTP/AVP;unicast;client_port=5000-5001, RTP/AVP/TCP;interleaved=2-3 | Interleaved[rtpChannel=2, rtcpChannel=3]
                    RTP/AVP;unicast;client_port=5000-5001                              | null
                    """)
    void whoTakesOnlyItsOwnConnectionPassesDatagramsOver(String header, String expected) {
        assertThat(String.valueOf(Transport.chooseInterleaved(header))).isEqualTo(expected);
    }
}
