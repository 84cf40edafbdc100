package metro.cctv.bench;

import metro.cctv.testkit.NodeTests;
import org.junit.jupiter.api.Test;

/** What the figures of the scripts rest on, tested where it is written. */
class EvaluationScriptsTest {
    @Test
    void theirOwnTestsPass() throws Exception {
        NodeTests.pass(
                "bench/event-score.test.mjs",
                "bench/eval-report.test.mjs",
                "bench/pack-score.test.mjs",
                "bench/capture-to-alert.test.mjs",
                "bench/options.test.mjs",
                "bench/slope.test.mjs",
                "bench/totals.test.mjs");
    }
}
