package metro.cctv.registry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import metro.cctv.registry.secret.KeyService.Mood;
import metro.cctv.registry.secret.SecretProperties.Kms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class TransitKeysTest {
    @TempDir
    Path folder;

    private KeyService service;
    private TransitKeys keys;

    @BeforeEach
    void start() throws Exception {
        service = new KeyService();
        keys = keys(service.url(), token(KeyService.TOKEN + "\n", "rw-------"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void wrapsUnwrapsAndRewrapsWithoutEverShowingTheMasterKey() {
        byte[] dataKey = Aead.random(32);
        WrappedKey old = keys.wrap(dataKey);
        assertThat(old.masterKeyId()).isEqualTo("kms/camera-credentials/v1").isEqualTo(keys.newestId());
        assertThat(new String(old.bytes(), StandardCharsets.US_ASCII)).startsWith("vault:v1:");
        assertThat(keys.unwrap(old)).isEqualTo(dataKey);

        service.rotate();

        assertThat(keys.newestId()).isEqualTo("kms/camera-credentials/v2");
        assertThat(keys.unwrap(old)).isEqualTo(dataKey);
        service.calls.clear();
        WrappedKey fresh = keys.rewrap(List.of(old)).getFirst();
        assertThat(fresh.masterKeyId()).isEqualTo("kms/camera-credentials/v2");
        assertThat(service.calls).containsExactly("POST rewrap/camera-credentials");
        assertThat(keys.unwrap(fresh)).isEqualTo(dataKey);
        assertThat(keys.knows(old.masterKeyId())).isTrue();
        assertThat(keys.knows("file-00000000")).isFalse();
    }

    @Test
    void rewrapsAThousandInAFewQuestionsAndInOrder() {
        List<byte[]> plain =
                IntStream.range(0, 20).mapToObj(i -> Aead.random(32)).toList();
        List<WrappedKey> wrapped = plain.stream().map(keys::wrap).toList();
        List<WrappedKey> many =
                IntStream.range(0, 1_001).mapToObj(i -> wrapped.get(i % 20)).toList();
        service.rotate();
        service.calls.clear();

        List<WrappedKey> fresh = keys.rewrap(many);

        assertThat(service.calls).hasSize(3);
        assertThat(fresh).hasSize(1_001);
        assertThat(keys.unwrap(fresh.get(1_000))).isEqualTo(plain.getFirst());
        assertThat(keys.unwrap(fresh.get(19))).isEqualTo(plain.get(19));
    }

    @Test
    void aRenewedTokenIsReadAndARefusedOneIsTemporary() {
        token("expired", "rw-------");
        assertRefused(() -> keys.wrap(new byte[32]), true, "refuses our token");
        token(KeyService.TOKEN, "rw-------");
        assertThat(keys.wrap(new byte[32]).masterKeyId()).endsWith("v1");
        token(KeyService.TOKEN, "rw-r--r--");
        assertRefused(() -> keys.wrap(new byte[32]), true, "chmod 600");
    }

    @Test
    void anothersCiphertextIsRefusedForGood() throws Exception {
        try (var other = new KeyService()) {
            WrappedKey foreign = keys(other.url(), folder.resolve("token")).wrap(Aead.random(32));
            assertRefused(() -> keys.unwrap(foreign), false, "400");
        }
    }

    /** The data key stands in the question and in the answer: whatever goes wrong, it is in nobody's words. */
    @ParameterizedTest
    @EnumSource(value = Mood.class, names = "WELL", mode = EnumSource.Mode.EXCLUDE)
    void whateverItDoesNothingOfTheDataKeyIsInTheRefusal(Mood mood) {
        byte[] dataKey = Aead.random(32);
        WrappedKey wrapped = keys.wrap(dataKey);
        service.mood = mood;

        for (Runnable call : List.<Runnable>of(
                () -> keys.wrap(dataKey),
                () -> keys.unwrap(wrapped),
                () -> keys.rewrap(List.of(wrapped)),
                () -> keys.newestId())) {
            Throwable refused = catchThrowable(call::run);
            assertThat(refused).isInstanceOf(KeyRefused.class).hasNoCause();
            assertThat(refused.getMessage())
                    .doesNotContain(Base64.getEncoder().encodeToString(dataKey).substring(0, 12))
                    .doesNotContain(HexFormat.of().formatHex(dataKey).substring(0, 12))
                    .doesNotContain(KeyService.TOKEN);
        }
    }

    @Test
    void aServiceThatIsAwayIsTemporary() {
        service.close();
        assertRefused(() -> keys.wrap(new byte[32]), true, "away");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            http://10.0.0.5:8200        | https
            ftp://kms.example/          | https
            file:///etc/passwd          | like https
            https://user:pw@kms.example | like https
            https:///v1                 | like https
            https://kms.example?x=1     | like https
            """)
    void refusesAddressesThatWouldCarryKeysInTheOpen(String url, String words) {
        assertThatThrownBy(() -> keys(url, folder.resolve("token")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("pw");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            open to others | s.token   | rw-r--r-- | chmod 600
            empty          | ''        | rw------- | one line
            two lines      | 'a\\nb'   | rw------- | one line
            not ASCII      | 'tökèn'   | rw------- | token file
            """)
    void doesNotStartWithABadToken(String name, String content, String mode, String words) {
        Path file = token(content.replace("\\n", "\n"), mode);
        assertThatThrownBy(() -> keys(service.url(), file)).hasMessageContaining(words);
    }

    @Test
    void doesNotStartWithoutAToken() {
        assertThatThrownBy(() -> keys(service.url(), folder.resolve("nowhere"))).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> new TransitKeys(
                        new Kms(service.url(), "transit", "camera-credentials", "", Duration.ofSeconds(1), ""),
                        null,
                        JsonMapper.builder().build()))
                .hasMessageContaining("token-file");
    }

    private static void assertRefused(Runnable call, boolean temporary, String words) {
        Throwable refused = catchThrowable(call::run);
        assertThat(refused).isInstanceOf(KeyRefused.class).hasMessageContaining(words);
        assertThat(((KeyRefused) refused).isTemporary()).isEqualTo(temporary);
    }

    private Path token(String content, String mode) {
        return MasterKeyFiles.write(folder.resolve("token"), content.getBytes(StandardCharsets.UTF_8), mode);
    }

    private static TransitKeys keys(String url, Path token) {
        return new TransitKeys(
                new Kms(url, "transit", "camera-credentials", token.toString(), Duration.ofMillis(500), ""),
                null,
                JsonMapper.builder().build());
    }
}
