package metro.cctv.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginRuleTest {
    @ParameterizedTest(name = "page {0} at host {1}, TLS {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
        http://cctv.example,        cctv.example,      false, true
        https://cctv.example,       cctv.example,      true,  true
        https://cctv.example,       cctv.example,      false, true
        http://cctv.example,        cctv.example,      true,  false
        http://127.0.0.1:8080,      127.0.0.1:8080,    false, true
        http://CCTV.example,        cctv.EXAMPLE,      false, true
        http://127.0.0.1:9090,      127.0.0.1:8080,    false, false
        http://evil.example,        cctv.example,      false, false
        http://cctv.example.evil,   cctv.example,      false, false
        http://user@cctv.example,   cctv.example,      false, false
        file:///x,                  cctv.example,      false, false
        null,                       cctv.example,      false, false
        http://a b,                 cctv.example,      false, false
        -,                          cctv.example,      false, false
        http://cctv.example,        -,                 false, false
        """)
    void isOurs(String origin, String host, boolean secure, boolean ours) {
        assertThat(OriginRule.isOurs(origin, host, secure)).isEqualTo(ours);
    }
}
