package metro.cctv.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** What holds in every module; a service's ArchitectureTest calls {@link #check}. */
public final class HouseRules {
    private HouseRules() {}

    /** @param root the module's root package, e.g. {@code metro.cctv.registry} */
    public static void check(String root) {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests())
                .importPackages(root);
        rulesArePure(code);
        noDumpingGround(code);
        noSleeping(code);
        noOpenCursors(code);
        SlicesRuleDefinition.slices()
                .matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(code);
    }

    private static void rulesArePure(JavaClasses code) {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Rule")
                .or()
                .haveSimpleNameEndingWith("Policy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "jakarta.persistence..",
                        "org.apache.kafka..",
                        "org.slf4j..",
                        "java.sql..",
                        "java.nio.file..")
                .allowEmptyShould(true)
                .check(code);
    }

    private static void noDumpingGround(JavaClasses code) {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..base..", "..impl..", "..manager..")
                .allowEmptyShould(true)
                .check(code);
    }

    private static void noSleeping(JavaClasses code) {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .allowEmptyShould(true)
                .check(code);
    }

    /** Outside a transaction the connection of such a stream comes back only when somebody closes it: lists do. */
    private static void noOpenCursors(JavaClasses code) {
        noClasses()
                .should()
                .callMethod("org.springframework.jdbc.core.simple.JdbcClient$MappedQuerySpec", "stream")
                .allowEmptyShould(true)
                .check(code);
    }
}
