package metro.cctv.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketRuleTest {
    @ParameterizedTest(name = "{0} {1}?{2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
        GET,  /api/live/c1/ws,            ticket=abc,            true
        HEAD, /api/live/c1/index.m3u8,    stream=sub&ticket=abc, true
        POST, /api/live/c1/ws,            ticket=abc,            false
        GET,  /api/live/c1/ws,            ticket=,               false
        GET,  /api/live/c1/ws,            xticket=abc,           false
        GET,  /api/live/c1/ws,            -,                     false
        GET,  /api/cameras,               ticket=abc,            false
        GET,  /api/livexx/c1,             ticket=abc,            false
        """)
    void isTicketed(String method, String path, String query, boolean ticketed) {
        assertThat(TicketRule.isTicketed(method, path, query)).isEqualTo(ticketed);
    }
}
