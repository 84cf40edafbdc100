package metro.cctv.gateway.assets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRuleTest {
    @ParameterizedTest(name = "{0} for {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
        incidents/4711, text/html,        true
        login,          text/html,        true
        incidents,      application/json, false
        incidents,      -,                false
        logo.png,       text/html,        false
        assets/x,       text/html,        false
        api/unknown,    text/html,        false
        api,            text/html,        false
        oauth2/x,       text/html,        false
        """)
    void isPage(String path, String accept, boolean page) {
        assertThat(PageRule.isPage(path, accept)).isEqualTo(page);
    }
}
