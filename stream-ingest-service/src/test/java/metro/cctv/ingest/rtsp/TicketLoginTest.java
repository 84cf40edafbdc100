package metro.cctv.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketLoginTest {
    @Test
    void thePasswordIsTheTicket() {
        assertThat(TicketLogin.ticketIn("Basic " + base64("ticket:a:b-_c"))).contains("a:b-_c");
        assertThat(TicketLogin.ticketIn("basic " + base64("ticket:x"))).contains("x");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Digest username=\"ticket\"", "Bearer x"})
    void nothingElseIs(String header) {
        assertThat(TicketLogin.ticketIn(header)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ticket", "ticket:", "admin:x", ":x"})
    void norAnotherUser(String pair) {
        assertThat(TicketLogin.ticketIn("Basic " + base64(pair))).isEmpty();
    }

    @Test
    void whatIsTooLongIsNotDecoded() {
        assertThat(TicketLogin.ticketIn("Basic " + base64("ticket:" + "x".repeat(600))))
                .isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
