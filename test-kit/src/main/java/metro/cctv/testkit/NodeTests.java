package metro.cctv.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tests of the scripts, written beside them for Node's own runner. */
public final class NodeTests {
    private static final int MAX_SECONDS = 120;

    private NodeTests() {}

    /** @param files from the repository's root */
    public static void pass(String... files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(List.of(files));
        Path output = Files.createTempFile("node-tests", ".txt");
        try {
            Process node = new ProcessBuilder(command)
                    .directory(TestData.repository().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = node.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
            node.destroyForcibly();
            String said = Files.readString(output);
            assertThat(ended).as(said).isTrue();
            assertThat(node.exitValue()).as(said).isZero();
        } finally {
            Files.delete(output);
        }
    }
}
