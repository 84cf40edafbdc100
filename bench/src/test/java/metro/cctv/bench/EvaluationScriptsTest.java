package metro.cctv.bench;

import metro.cctv.testkit.NodeTests;
import org.junit.jupiter.api.Test;

/** What counts as right, missed and false, and the report of it, tested where they are written. */
class EvaluationScriptsTest {
    @Test
    void theirOwnTestsPass() throws Exception {
        NodeTests.pass(
                "bench/event-score.test.mjs",
                "bench/eval-report.test.mjs",
                "bench/pack-score.test.mjs",
                "bench/capture-to-alert.test.mjs");
    }
}
