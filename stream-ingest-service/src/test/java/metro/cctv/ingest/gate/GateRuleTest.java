package metro.cctv.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.ingest.gate.GateRule.Decision;
import metro.cctv.ingest.gate.GateRule.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateRuleTest {
    private static final Settings FIVE_A_SECOND = new Settings(5, 0.007, 3, 10);

    @ParameterizedTest(name = "now {0}, moved {1}, sent {2}: {3}")
    @CsvSource({
        "100, -Infinity, -Infinity, PERIODIC",
        "100, 100, -Infinity, MOVING",
        "100, 100, 99.9, DROP",
        "100, 100, 99.8, MOVING",
        "100, 97.5, 99.8, MOVING",
        "100, 96.9, 99.8, DROP",
        "100, 50, 90.1, DROP",
        "100, 50, 90, PERIODIC"
    })
    void decides(double now, double moved, double sent, Decision expected) {
        assertThat(GateRule.decide(FIVE_A_SECOND, now, moved, sent)).isEqualTo(expected);
    }
}
