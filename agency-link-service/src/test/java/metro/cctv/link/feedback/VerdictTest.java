package metro.cctv.link.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "ACKNOWLEDGED, , REAL",
        "ESCALATED, , REAL",
        "NEW, , OPEN",
        "CLAIMED, , OPEN",
        "DISMISSED, 오탐지 (사람·차량 아님), FALSE",
        "DISMISSED, False detection (no person or vehicle), FALSE",
        "DISMISSED, 정상 활동, ORDINARY",
        "DISMISSED, Ordinary activity, ORDINARY",
        "DISMISSED, 중복 경보, DUPLICATE",
        "DISMISSED, Duplicate alert, DUPLICATE",
        "DISMISSED, 시험·훈련, TEST",
        "DISMISSED, Test or drill, TEST",
        "DISMISSED, a drill by the fire brigade, TEST",
        "DISMISSED, 훈련중인 소방대, TEST",
        "DISMISSED, 정상적인 활동, ORDINARY",
        "DISMISSED, 비정상 조명, FALSE",
        "DISMISSED, a protest march on a screen, FALSE",
        "DISMISSED, the latest poster, FALSE",
        "DISMISSED, extraordinary light, FALSE",
        "DISMISSED, 고라니, FALSE",
        "DISMISSED, , FALSE"
    })
    void verdict(String state, @Nullable String reason, Verdict expected) {
        assertThat(Verdict.of(state, reason)).isEqualTo(expected);
    }

    @Test
    void aNameIsNeverAFormulaAndAlwaysOneCell() {
        assertThat(FeedbackController.cell("gate")).isEqualTo("\"gate\"");
        assertThat(FeedbackController.cell("=1+1")).isEqualTo("\"'=1+1\"");
        assertThat(FeedbackController.cell("-2")).isEqualTo("\"'-2\"");
        assertThat(FeedbackController.cell("a\n\"b\"")).isEqualTo("\"a \"\"b\"\"\"");
        assertThat(FeedbackController.cell("")).isEqualTo("\"\"");
    }
}
