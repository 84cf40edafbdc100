package metro.cctv.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import metro.cctv.contracts.access.Role;
import metro.cctv.gateway.settings.GatewayProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class BootstrapTest {
    private static final String PERSON = """
            {"users":[{"name":"kim","password":"%s","role":"%s","districts":["DJ-SEO"]}]}""";

    private final Accounts accounts = new Accounts();
    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));

    @TempDir
    Path folder;

    @Test
    void makesWhatIsMissingAndKeepsNoPassword() throws IOException {
        start("""
                {"users":[{"name":"kim","password":"correct horse 1","role":"OPERATOR","districts":["DJ-SEO"],"agency":null}],
                 "clients":[{"id":"112","secret":"correct horse 2","role":"POLICE_112","agency":"112","districts":["*"]}]}""");
        assertThat(accounts.rows.get("kim").role()).isEqualTo(Role.OPERATOR);
        assertThat(accounts.rows.get("112").kind()).isEqualTo(Account.Kind.CLIENT);
        assertThat(accounts.rows.get("112").agency()).isEqualTo("112");
        assertThat(accounts.rows.get("kim").secretHash()).startsWith("{bcrypt}").doesNotContain("correct");
    }

    @Test
    void takesOverANewSecretOnly() throws IOException {
        start(PERSON.formatted("correct horse 1", "OPERATOR"));
        start(PERSON.formatted("correct horse 1", "MANAGER"));
        assertThat(accounts.rows.get("kim").version()).isEqualTo(1);
        start(PERSON.formatted("another horse 2", "MANAGER"));
        Account kim = accounts.rows.get("kim");
        assertThat(kim.version()).isEqualTo(2);
        assertThat(kim.role()).isEqualTo(Role.OPERATOR);
        assertThat(encoder.matches("another horse 2", kim.secretHash())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"users":[{"name":"kim","password":"admin","role":"OPERATOR"}]}              | shorter than 12
            {"users":[{"name":"kim","password":"correct horse 1","role":"SERVICE"}]}     | SERVICE is for our own
            {"users":[{"name":"k'm","password":"correct horse 1","role":"OPERATOR"}]}    | not a name
            {"clients":[{"id":"cctv-cli","secret":"correct horse 1","role":"VENDOR"}]}   | not a name
            {"users":[{"name":"kim","role":"OPERATOR"}]}                                 | are needed
            {"users":[{"name":"kim","password":"correct horse 1","role":"KING"}]}        | not the JSON expected
            {"users":[{"name":"kim","password":"correct horse 1","admin":true}]}         | not the JSON expected
            {"users":[{"name":"kim","password":"correct horse 1"                         | not the JSON expected
            """)
    void refusesToStartOnABadFile(String text, String reason) {
        assertThatThrownBy(() -> start(text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("correct horse");
        assertThat(accounts.rows).isEmpty();
    }

    @Test
    void refusesAFileThatEverybodyCanRead() throws IOException {
        Path file = write(PERSON.formatted("correct horse 1", "OPERATOR"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> bootstrap(file).afterSingletonsInstantiated()).hasMessageContaining("chmod 600");
    }

    @Test
    void withoutAFileNobodyIsMade() {
        assertThatCode(() -> bootstrap(null).afterSingletonsInstantiated()).doesNotThrowAnyException();
        assertThatCode(() -> bootstrap(folder.resolve("gone")).afterSingletonsInstantiated())
                .doesNotThrowAnyException();
        assertThat(accounts.rows).isEmpty();
    }

    private void start(String text) throws IOException {
        bootstrap(write(text)).afterSingletonsInstantiated();
    }

    private Path write(String text) throws IOException {
        Path file = folder.resolve("bootstrap.json");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Bootstrap bootstrap(Path file) {
        var json = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new Bootstrap(
                settings(file), accounts, new AccountDirectory(accounts, Clock.systemUTC()), encoder, json);
    }

    private GatewayProperties settings(Path file) {
        URI any = URI.create("http://127.0.0.1:1");
        return new GatewayProperties(
                file,
                folder.resolve("key"),
                new GatewayProperties.Login(Duration.ofMinutes(10), 10, 5, 30, Duration.ofMinutes(5)),
                new GatewayProperties.Limit(200, 1000, DataSize.ofMegabytes(1), DataSize.ofMegabytes(256), 100),
                new GatewayProperties.Route(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)),
                new GatewayProperties.Upstreams(any, any, any, any, any),
                new GatewayProperties.IngestOwners("", java.util.List.of()));
    }
}
