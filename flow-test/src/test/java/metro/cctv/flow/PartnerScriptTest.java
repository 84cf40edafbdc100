package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pure parts of {@code ./cctv partner}, tested where they are written. */
class PartnerScriptTest {
    @Test
    void itsOwnTestsPass(@TempDir Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(List.of("local/partner-plan.test.mjs", "local/office.test.mjs", "local/socket.test.mjs"));
        Path output = folder.resolve("said.txt");
        Process node = new ProcessBuilder(command)
                .directory(LocalRun.projectFolder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = node.waitFor(60, TimeUnit.SECONDS);
        node.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended).as(said).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
    }
}
