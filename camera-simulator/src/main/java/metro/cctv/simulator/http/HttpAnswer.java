package metro.cctv.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** @param challenges values for {@code WWW-Authenticate} */
record HttpAnswer(int status, String contentType, byte[] body, List<String> challenges) {

    static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, contentType, body, List.of());
    }

    static HttpAnswer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static HttpAnswer unauthorised(List<String> challenges) {
        return new HttpAnswer(401, "text/plain; charset=utf-8", new byte[0], challenges);
    }
}
