package metro.cctv.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real clips, pictures and pretrained weights, which are not part of the repository. */
public final class TestData {
    private TestData() {}

    /** Skips the test, saying why, where the file is not at hand. */
    public static Path file(String name) {
        Path file = root().resolve(name);
        assumeTrue(Files.exists(file), "SKIPPED: no " + name + "; CCTV_TEST_DATA names the folder of real clips");
        return file;
    }

    /** The repository's root, from it or from a module's folder. */
    public static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("cctv")) ? here : here.resolve("..").normalize();
    }

    private static Path root() {
        String given = System.getenv("CCTV_TEST_DATA");
        if (given != null) return Path.of(given);
        return repository().resolve("../shared/data").normalize();
    }
}
