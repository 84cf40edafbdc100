package metro.cctv.retention;

import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    @Test
    void keepsTheHouseRules() {
        HouseRules.check("metro.cctv.retention");
    }

    @Test
    void featuresKnowOnlyWhatIsOfferedToThem() {
        ApplicationModules.of(RetentionApplication.class).verify();
    }
}
