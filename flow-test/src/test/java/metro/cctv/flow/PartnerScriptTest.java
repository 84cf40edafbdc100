package metro.cctv.flow;

import metro.cctv.testkit.NodeTests;
import org.junit.jupiter.api.Test;

/** The pure parts of {@code ./cctv partner}, tested where they are written. */
class PartnerScriptTest {
    @Test
    void itsOwnTestsPass() throws Exception {
        NodeTests.pass("local/partner-plan.test.mjs", "local/office.test.mjs", "local/socket.test.mjs");
    }
}
