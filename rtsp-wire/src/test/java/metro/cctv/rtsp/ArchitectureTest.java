package metro.cctv.rtsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import metro.cctv.testkit.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void houseRulesHold() {
        HouseRules.check("metro.cctv.rtsp");
    }

    /** It is shared by a service and a simulator: nothing of the flow may come in here (ADR 0031). */
    @Test
    void knowsNoCameraAndNoCase() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "metro.cctv.contracts..",
                        "metro.cctv.chassis..",
                        "metro.cctv.ingest..",
                        "org.springframework..")
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages("metro.cctv.rtsp"));
    }
}
