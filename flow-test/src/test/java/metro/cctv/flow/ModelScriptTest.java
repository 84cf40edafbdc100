package metro.cctv.flow;

import metro.cctv.testkit.NodeTests;
import org.junit.jupiter.api.Test;

class ModelScriptTest {
    @Test
    void modelsAreFetchedWholeOrNotAtAll() throws Exception {
        NodeTests.pass("local/models.test.mjs");
    }
}
