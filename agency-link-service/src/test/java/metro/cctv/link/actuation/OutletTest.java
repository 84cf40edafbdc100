package metro.cctv.link.actuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import metro.cctv.link.FakeOffice;
import metro.cctv.link.FakeOffice.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an office that is linked by an address must do to have taken a command, and what happens when it does not. */
@Timeout(120)
class OutletTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final FakeOffice office = new FakeOffice();
    private final SignalCommand command = new SignalCommand(
            UUID.randomUUID(), SignalCommand.Action.PRIORITY, "engine-3", List.of(List.of(127.38, 36.35)));

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void takesWhatItAcknowledgesAndHearsItAsItWasSaid() {
        assertThat(took(office.address(), LONG)).isTrue();
        assertThat(office.commands())
                .containsExactly(
                        "{\"requestId\":\"%s\",\"action\":\"PRIORITY\",\"unit\":\"engine-3\",\"route\":[[127.38,36.35]]}"
                                .formatted(command.requestId()));
        assertThat(took(office.address(), LONG)).as("again").isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"FAILS", "REDIRECTS", "ANSWERS_A_PAGE", "ACKNOWLEDGES_ANOTHER", "ANSWERS_NOTHING", "FLOODS", "CUTS"
            })
    void hasNotTakenWhatItDoesNotAcknowledge(Mood mood) {
        office.is(mood);
        assertThat(took(office.address(), LONG)).isFalse();
        assertThat(office.commands()).isNotEmpty();
        assertThat(office.elsewhere()).as("nobody else is told").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HANGS", "DRIPS"})
    void isNotWaitedForForEver(Mood mood) {
        office.is(mood);
        assertThat(took(office.address(), SHORT)).isFalse();
    }

    @Test
    void isAway() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertThat(took(URI.create("http://127.0.0.1:" + port + "/"), LONG)).isFalse();
    }

    @Test
    void aFileGoesBeforeAnAddressAndNeitherIsNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("commands.jsonl");
        Outlet both = Outlet.of(file, office.address(), LONG).orElseThrow();
        assertThat(both.took(command.requestId(), command)).isTrue();
        assertThat(both.took(command.requestId(), command)).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.contains("\"PRIORITY\""));
        assertThat(office.commands()).isEmpty();
        assertThat(Outlet.of(null, null, LONG)).isEmpty();
        Outlet folderAsFile = Outlet.of(folder, null, LONG).orElseThrow();
        assertThat(folderAsFile.took(command.requestId(), command)).isFalse();
    }

    private boolean took(URI address, Duration timeout) {
        return Outlet.of(null, address, timeout).orElseThrow().took(command.requestId(), command);
    }
}
