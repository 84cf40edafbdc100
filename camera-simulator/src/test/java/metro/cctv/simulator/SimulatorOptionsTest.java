package metro.cctv.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metro.cctv.simulator.access.AuthScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorOptionsTest {
    @TempDir
    Path folder;

    @Test
    void thereIsNoDefaultPassword() {
        assertThatThrownBy(() -> parse(Map.of())).hasMessageContaining("--credentials-file");
    }

    @Test
    void credentialsComeFromAFileOrTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("c"), "cam:a:b\n");
        assertThat(parse(Map.of(), "--credentials-file", file.toString())
                        .credentials()
                        .password())
                .isEqualTo("a:b");
        SimulatorOptions options = parse(Map.of(SimulatorOptions.CREDENTIALS_VARIABLE, "cam:pw"));
        assertThat(options.credentials().username()).isEqualTo("cam");
        assertThat(options.toString()).doesNotContain("pw");
        assertThat(parse(Map.of(), "--no-auth").auth()).isEqualTo(AuthScheme.NONE);
    }

    @Test
    void argumentsWinOverTheFile() throws IOException {
        Path config = Files.writeString(folder.resolve("c.json"), """
                {"rtsp-port": 8554, "no-auth": true, "audio": false, "scene": ["DJ-SEO-001=day-crossing", "file:a=b.mp4"]}
                """);
        SimulatorOptions options = parse(Map.of(), "--config", config.toString(), "--rtsp-port", "9000");
        assertThat(options.rtspPort()).isEqualTo(9000);
        assertThat(options.audio()).isFalse();
        assertThat(options.sceneByCamera()).isEqualTo(Map.of("DJ-SEO-001", "day-crossing", "*", "file:a=b.mp4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--rtsp-prt 1",
                "--rtsp-port x",
                "--rtsp-port 70000",
                "--main-size big",
                "--main-size 9999x9999",
                "--auth md5",
                "--host",
                "stray"
            })
    void mistakesAreSaid(String arguments) {
        assertThatThrownBy(() -> parse(Map.of(), ("--no-auth " + arguments).split(" ")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SimulatorOptions parse(Map<String, String> environment, String... arguments) throws IOException {
        return SimulatorOptions.parse(List.of(arguments), environment);
    }
}
