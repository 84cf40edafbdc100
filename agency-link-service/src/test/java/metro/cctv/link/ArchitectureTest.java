package metro.cctv.link;

import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void houseRules() {
        HouseRules.check("metro.cctv.link");
    }

    @Test
    void featuresFormModulesWithoutCycles() {
        ApplicationModules.of(LinkApplication.class).verify();
    }
}
