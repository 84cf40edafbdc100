package metro.cctv.ingest;

import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void houseRulesHold() {
        HouseRules.check("metro.cctv.ingest");
    }
}
