package metro.cctv.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyRuleTest {
    @ParameterizedTest
    @ValueSource(strings = {"DJ-SEO/DJ-SEO-001/2026-11-21/153000.000.mp4", "a/b.mp4"})
    void takesWhatIngestWrites(String key) {
        assertThat(ObjectKeyRule.objection(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "DJ-SEO/../../x.mp4",
                "DJ-SEO/./x.mp4",
                "/etc/x.mp4",
                "DJ-SEO//x.mp4",
                "DJ-SEO/%2e%2e/x.mp4",
                "DJ-SEO/a\\b.mp4",
                "DJ-SEO/a\u0000.mp4",
                "DJ-SEO/a\n.mp4",
                "DJ-SEO/.open/x.mp4",
                "DJ-SEO/.mp4",
                "DJ-SEO/x.sh",
                "DJ-SEO/a b.mp4",
                "x.mp4",
                "C:/x.mp4",
                "",
            })
    void refusesEveryOtherName(String key) {
        assertThat(ObjectKeyRule.objection(key)).isPresent();
    }

    @Test
    void refusesLongNames() {
        assertThat(ObjectKeyRule.objection("a/".repeat(150) + "x.mp4")).isPresent();
    }
}
