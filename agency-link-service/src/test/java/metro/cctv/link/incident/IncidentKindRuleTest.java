package metro.cctv.link.incident;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentKindRuleTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            불났다,               FIRE
            화재가 났다,          FIRE
            건물에 불이 났어요!,  FIRE
            FIRE,                 FIRE
            fire,                 FIRE
            편의점 강도,          ROBBERY
            armed robbery,        ROBBERY
            납치 의심,            KIDNAP
            교통 사고,            TRAFFIC
            치매 노인 실종,       MISSING
            MEDICAL,              MEDICAL
            이상한 소리,          OTHER
            불편 신고,            OTHER
            ignition key lost,    OTHER
            """)
    void wordsBecomeAKind(String phrase, IncidentKind kind) {
        assertThat(IncidentKindRule.of(phrase)).isEqualTo(kind);
    }
}
