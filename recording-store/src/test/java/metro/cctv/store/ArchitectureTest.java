package metro.cctv.store;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void houseRulesHold() {
        HouseRules.check("metro.cctv.store");
    }

    /** Two services share it: what a recording means may not come in here (ADR 0052). */
    @Test
    void knowsNoCameraAndNoKey() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "metro.cctv.contracts..",
                        "metro.cctv.chassis..",
                        "metro.cctv.ingest..",
                        "metro.cctv.retention..",
                        "org.springframework..")
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("metro.cctv.store"));
    }
}
