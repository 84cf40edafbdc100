package metro.cctv.link.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAddressRuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://police.example/hook",
                "file:///etc/passwd",
                "gopher://police.example/",
                "https://user:secret@police.example/",
                "https:///hook",
                "//police.example/hook",
                "https://police.example/#part"
            })
    void refusesByForm(String url) {
        assertThat(WebhookAddressRule.refusal(URI.create(url), Set.of("https"))).isPresent();
    }

    @ParameterizedTest(name = "{0}, loopback {1}, private {2}: allowed {3}")
    @CsvSource(textBlock = """
            127.0.0.1,       false, true,  false
            127.0.0.1,       true,  true,  true
            ::1,             false, true,  false
            ::ffff:127.0.0.1,false, true,  false
            169.254.169.254, true,  true,  false
            0.0.0.0,         true,  true,  false
            224.0.0.1,       true,  true,  false
            10.1.2.3,        false, true,  true
            10.1.2.3,        false, false, false
            fd00::1,         false, false, false
            100.64.0.1,      false, false, false
            203.0.113.9,     false, false, true
            """)
    void refusesByAddress(String address, boolean loopback, boolean privateNetworks, boolean allowed)
            throws UnknownHostException {
        assertThat(WebhookAddressRule.refusal(List.of(InetAddress.getByName(address)), loopback, privateNetworks)
                        .isEmpty())
                .isEqualTo(allowed);
    }
}
