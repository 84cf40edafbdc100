package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metro.cctv.contracts.alert.Behaviour;
import org.junit.jupiter.api.Test;

/** The rules of the house that are about files: links lead somewhere, decisions are numbered, every part is explained. */
class RepositoryTest {
    private static final Path ROOT = LocalRun.projectFolder();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void linksInDocumentsLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path document : files("*.md")) {
            Matcher link = LINK.matcher(read(document));
            while (link.find()) {
                String target = link.group(1);
                if (target.contains("://") || target.startsWith("mailto:")) continue;
                if (!Files.exists(document.resolveSibling(target)))
                    broken.add(ROOT.relativize(document) + " → " + target);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void decisionsAreNumberedOnceAndDated() {
        List<String> numbers = new ArrayList<>();
        for (Path decision : files("docs/adr/*.md")) {
            numbers.add(decision.getFileName().toString().substring(0, 4));
            assertThat(read(decision)).as(decision.toString()).containsPattern("Status: .*20\\d\\d-\\d\\d-\\d\\d");
        }
        assertThat(numbers).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyServiceExplainsItself() {
        for (Path service : files("*-service/pom.xml"))
            assertThat(service.resolveSibling("DESIGN.md")).exists();
    }

    @Test
    void theHelpNamesEveryCommandOfTheScript() {
        String script = read(ROOT.resolve("cctv"));
        String help = script.substring(script.indexOf("<<'TEXT'"), script.indexOf("\nTEXT\n"));
        for (String command :
                List.of("up", "down", "status", "logs", "token", "test", "metro", "bench", "eval", "secrets", "help"))
            assertThat(help).contains("./cctv " + command);
    }

    @Test
    void theDashboardCallsABehaviourAsACaseDoes() {
        String korean = read(ROOT.resolve("dashboard/src/language/ko.ts"));
        for (Behaviour behaviour : Behaviour.values())
            assertThat(korean).contains("'behaviour.%s': '%s'".formatted(behaviour, behaviour.korean()));
    }

    @Test
    void nothingNamesARegistryOrAMachine() {
        Pattern banned = Pattern.compile(
                "https?://(repo\\d*\\.maven|registry\\.npmjs|deb\\.debian|repo\\.maven)|\"/(work|root|home)/",
                Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        for (String glob : List.of(
                "*.xml", "*.json", "*.properties", "*.yml", "*.yaml", "*.java", "*.mjs", "*.md", "cctv", "mvnw"))
            for (Path file : files(glob)) {
                if (file.getFileName().toString().equals("RepositoryTest.java")) continue;
                if (banned.matcher(read(file)).find())
                    found.add(ROOT.relativize(file).toString());
            }
        assertThat(found).isEmpty();
    }

    /** Tracked files, by git's own idea of a pattern. */
    private static List<Path> files(String pattern) {
        try {
            Process git = new ProcessBuilder("git", "-C", ROOT.toString(), "ls-files", "-z", "--", pattern).start();
            String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(names.split("\0"))
                    .filter(name -> !name.isEmpty())
                    .map(ROOT::resolve)
                    .filter(Files::exists)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
