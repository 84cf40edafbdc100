package metro.cctv.registry;

import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("metro.cctv.registry");
    }

    @Test
    void featuresKnowOnlyWhatIsOfferedToThem() {
        ApplicationModules.of(RegistryApplication.class).verify();
    }
}
