package metro.cctv.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.ingest.gate.GateRule.Decision;
import metro.cctv.ingest.gate.GateRule.Settings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What a camera of any rate costs: the configured pictures while something moves, a rare one while nothing does. */
    @ParameterizedTest(name = "{0} pictures a second")
    @ValueSource(ints = {5, 7, 10, 15, 25, 30})
    void sendsAsConfiguredWhateverTheCamerasRate(int rate) {
        double lastSent = Double.NEGATIVE_INFINITY;
        int moving = 0;
        int periodic = 0;
        for (int i = 0; i < 100 * rate; i++) {
            double now = (double) i / rate;
            double lastMoved = now < 20 ? Double.NEGATIVE_INFINITY : Math.min(now, 37);
            Decision decision = GateRule.decide(FIVE_A_SECOND, now, lastMoved, lastSent);
            if (decision != Decision.DROP) lastSent = now;
            if (decision == Decision.MOVING) moving++;
            if (decision == Decision.PERIODIC) periodic++;
        }
        assertThat(moving).as("20 s of movement and hold at up to 5").isBetween(70, 112);
        assertThat(periodic).as("80 s at one in 10").isBetween(7, 9);
    }
}
