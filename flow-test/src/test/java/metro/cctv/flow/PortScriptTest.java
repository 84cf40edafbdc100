package metro.cctv.flow;

import metro.cctv.testkit.NodeTests;
import org.junit.jupiter.api.Test;

class PortScriptTest {
    @Test
    void noTwoPartsGetOnePort() throws Exception {
        NodeTests.pass("local/ports.test.mjs");
    }
}
