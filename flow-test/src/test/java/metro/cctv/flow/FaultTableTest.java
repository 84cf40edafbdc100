package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ref/faults.md names tests that exist, for every row that ingest answers for, or says that there is none. */
class FaultTableTest {
    private static final Path ROOT = LocalRun.projectFolder();
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\|(.*)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @Test
    void everyRowIsThereOnceAndItsTestsExist() throws IOException {
        Map<Integer, String> rows = new HashMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/ref/faults.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches())
                assertThat(rows.put(Integer.parseInt(row.group(1)), row.group(2)))
                        .as("row " + row.group(1) + " twice")
                        .isNull();
        }
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.concat(IntStream.rangeClosed(1, 22), IntStream.of(30, 33))
                                .boxed()
                                .toList());
        Map<String, String> sources = tests();
        List<String> missing = new ArrayList<>();
        rows.forEach((number, row) -> {
            List<String> named = new ArrayList<>();
            Matcher test = TEST.matcher(row);
            while (test.find()) {
                named.add(test.group());
                if (!sources.getOrDefault(test.group(1), "").contains(" " + test.group(2) + "("))
                    missing.add(number + ": " + test.group());
            }
            if (named.isEmpty() && !row.contains("no test")) missing.add(number + ": neither a test nor \"no test\"");
        });
        assertThat(missing).isEmpty();
    }

    /** Sources by the name of their class; a name that two modules use stands for neither. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> found = new HashMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList())
                try (Stream<Path> files = Files.walk(module)) {
                    for (Path file : files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                            .toList())
                        found.merge(
                                file.getFileName().toString().replace(".java", ""),
                                Files.readString(file, StandardCharsets.UTF_8),
                                (one, other) -> "");
                }
        }
        return found;
    }
}
