package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The pure parts of {@code ./cctv partner}, tested where they are written. */
class PartnerScriptTest {
    @Test
    void itsOwnTestsPass() throws Exception {
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(List.of("local/partner-plan.test.mjs", "local/socket.test.mjs"));
        Process node = new ProcessBuilder(command)
                .directory(LocalRun.projectFolder().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(node.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(node.exitValue()).as(said).isZero();
    }
}
