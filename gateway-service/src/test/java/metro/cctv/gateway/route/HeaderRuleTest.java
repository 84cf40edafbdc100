package metro.cctv.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"Accept", "Range", "Content-Type", "Last-Event-ID", "If-None-Match", "User-Agent"})
    void goesIn(String name) {
        assertThat(HeaderRule.goesIn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Cookie",
                "Host",
                "Connection",
                "Upgrade",
                "Transfer-Encoding",
                "Content-Length",
                "Expect",
                "X-Forwarded-For",
                "X-FORWARDED-PROTO",
                "Forwarded",
                "X-Real-IP",
                "X-User",
                "X-User-Id",
                "X-XSRF-TOKEN",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "Proxy",
                "Via",
                "Origin",
                "Referer"
            })
    void staysOutside(String name) {
        assertThat(HeaderRule.goesIn(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "Transfer-Encoding",
                "Connection",
                "Server",
                "Access-Control-Allow-Origin",
                ":status"
            })
    void staysInside(String name) {
        assertThat(HeaderRule.goesOut(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Content-Length", "ETag", "Cache-Control", "Content-Range", "Retry-After"})
    void comesOut(String name) {
        assertThat(HeaderRule.goesOut(name)).isTrue();
    }
}
