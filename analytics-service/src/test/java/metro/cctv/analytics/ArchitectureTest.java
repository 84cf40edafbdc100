package metro.cctv.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {
    private static final String ROOT = "metro.cctv.analytics";
    /** As the data flows; each may use only what stands left of it. */
    private static final List<String> FLOW =
            List.of("settings", "camera", "model", "detection", "track", "behaviour", "alert", "rollout", "analysis");

    @Test
    void keepsTheHouseRules() {
        HouseRules.check(ROOT);
    }

    @Test
    void featuresAreModules() {
        ApplicationModules.of(AnalyticsApplication.class).verify();
    }

    @Test
    void featuresImportLeftwardsOnly() {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(ROOT);
        for (int i = 0; i < FLOW.size() - 1; i++) {
            String[] right = FLOW.subList(i + 1, FLOW.size()).stream()
                    .map(feature -> ROOT + "." + feature + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + FLOW.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(right)
                    .check(code);
        }
    }
}
