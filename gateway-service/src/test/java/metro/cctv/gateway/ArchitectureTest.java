package metro.cctv.gateway;

import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void houseRules() {
        HouseRules.check("metro.cctv.gateway");
    }

    @Test
    void featuresFormModulesWithoutCycles() {
        ApplicationModules.of(GatewayApplication.class).verify();
    }
}
