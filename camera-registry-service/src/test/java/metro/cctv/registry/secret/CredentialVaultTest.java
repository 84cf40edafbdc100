package metro.cctv.registry.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metro.cctv.registry.secret.CredentialVault.Envelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CredentialVaultTest {
    private static final Credentials SECRET = new Credentials("viewer", "pa$$ wörd 비밀");
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @TempDir
    Path folder;

    private CredentialVault vault;

    @BeforeEach
    void open() {
        MasterKeyFiles.fresh(folder.resolve("2026-01-01.key"));
        vault = restarted();
    }

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        Envelope sealed = vault.seal("DJ-SEO-001", SECRET);

        assertThat(restarted().open("DJ-SEO-001", sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed.secret(), StandardCharsets.ISO_8859_1)).doesNotContain("viewer", "pa$$");
    }

    @ParameterizedTest
    @CsvSource({"a,''", "admin,12345", "'user name','x:y:z'"})
    void opensEveryFormOfLogIn(String username, String password) {
        var login = new Credentials(username, password);
        assertThat(vault.open("DJ-SEO-001", vault.seal("DJ-SEO-001", login))).isEqualTo(login);
    }

    @Test
    void theLongestLogInFits() {
        var login = new Credentials("이".repeat(128), "비".repeat(128));
        assertThat(vault.open("DJ-SEO-001", vault.seal("DJ-SEO-001", login))).isEqualTo(login);
    }

    @Test
    void everyCameraHasADataKeyOfItsOwnAndSealsDifferentlyEveryTime() {
        Envelope one = vault.seal("DJ-SEO-001", SECRET);
        Envelope two = vault.seal("DJ-SEO-001", SECRET);

        assertThat(one.secret()).isNotEqualTo(two.secret());
        assertThatThrownBy(() -> vault.open("DJ-SEO-001", new Envelope(two.dataKey(), one.secret())))
                .isInstanceOf(KeyRefused.class);
    }

    @Test
    void aWholeRowMovedToAnotherCameraDoesNotOpen() {
        Envelope sealed = vault.seal("DJ-SEO-001", SECRET);

        assertThatThrownBy(() -> vault.open("DJ-SEO-002", sealed))
                .isInstanceOf(KeyRefused.class)
                .hasMessageContaining("another camera's");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 14, -1})
    void changedBytesDoNotOpen(int at) {
        Envelope sealed = vault.seal("DJ-SEO-001", SECRET);
        byte[] changed = sealed.secret().clone();
        changed[at < 0 ? changed.length + at : at] ^= 1;

        assertThatThrownBy(() -> vault.open("DJ-SEO-001", new Envelope(sealed.dataKey(), changed)))
                .isInstanceOf(KeyRefused.class)
                .hasNoCause();
        assertThatThrownBy(() -> vault.open("DJ-SEO-001", new Envelope(sealed.dataKey(), new byte[at & 1])))
                .isInstanceOf(KeyRefused.class);
    }

    @Test
    void theFirstFormatIsStillRead() {
        byte[] key = Aead.random(32);
        byte[] json = "{\"username\":\"viewer\",\"password\":\"old\"}".getBytes(StandardCharsets.UTF_8);
        byte[] body = Aead.seal(key, "DJ-SEO-001", json);
        byte[] sealed =
                ByteBuffer.allocate(1 + body.length).put((byte) 1).put(body).array();
        JsonMapper mapper = JsonMapper.builder().build();

        assertThat(CredentialVault.openFirstFormat(key, "DJ-SEO-001", sealed, mapper))
                .isEqualTo(new Credentials("viewer", "old"));
        assertThatThrownBy(() -> CredentialVault.openFirstFormat(key, "DJ-SEO-002", sealed, mapper))
                .isInstanceOf(KeyRefused.class);
        assertThatThrownBy(() -> CredentialVault.openFirstFormat(Aead.random(32), "DJ-SEO-001", sealed, mapper))
                .hasMessageContaining("another key file");
        assertThatThrownBy(() -> CredentialVault.openFirstFormat(key, "DJ-SEO-001", new byte[] {7, 7}, mapper))
                .hasMessageContaining("unknown format");
    }

    /** Whatever was in it: the words of a refusal hold none of it. */
    @Test
    void aLogInThatIsNoJsonIsNotQuoted() {
        byte[] key = Aead.random(32);
        byte[] body = Aead.seal(key, "DJ-SEO-001", "canary-4711".getBytes(StandardCharsets.UTF_8));
        byte[] sealed =
                ByteBuffer.allocate(1 + body.length).put((byte) 1).put(body).array();

        assertThatThrownBy(() -> CredentialVault.openFirstFormat(
                        key, "DJ-SEO-001", sealed, JsonMapper.builder().build()))
                .isInstanceOf(KeyRefused.class)
                .hasNoCause()
                .message()
                .doesNotContain("canary");
    }

    @Test
    void equalPasswordsHaveEqualFingerprintsOnlyUnderOneKey() {
        byte[] root = Aead.random(32);
        var fingerprint = new PasswordFingerprint(root);

        assertThat(fingerprint.of("12345")).hasSize(32).isEqualTo(new PasswordFingerprint(root).of("12345"));
        assertThat(fingerprint.of("12345")).isNotEqualTo(fingerprint.of("12346"));
        assertThat(fingerprint.of("12345")).isNotEqualTo(new PasswordFingerprint(Aead.random(32)).of("12345"));
        assertThat(fingerprint.of("12345")).isNotEqualTo(Hkdf.hmac(root, "12345".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            no name        | null     | x     | username
            empty name     | ''       | x     | username
            colon          | a:b      | x     | username
            newline        | 'a\\nb'  | x     | username
            NUL            | 'a\\0b'  | x     | username
            no password    | viewer   | null  | password
            escape         | viewer   | '\\e' | password
            """)
    void refusesLogInsThatNoCameraTakes(String name, String username, String password, String field) {
        var login = new Credentials(real(username), real(password));

        assertThat(VALIDATOR.validate(login))
                .isNotEmpty()
                .allMatch(v -> v.getPropertyPath().toString().equals(field));
    }

    @Test
    void refusesLogInsThatAreTooLong() {
        assertThat(VALIDATOR.validate(new Credentials("a".repeat(129), "b".repeat(129))))
                .hasSize(2);
    }

    @Test
    void nothingOfItIsEverPrinted() {
        Envelope sealed = vault.seal("DJ-SEO-001", SECRET);

        assertThat(SECRET.toString()).doesNotContain("viewer", "pa$$");
        assertThat(List.of(
                                sealed.dataKey(),
                                new SealedCredentials("DJ-SEO-001", sealed.dataKey(), sealed.secret(), new byte[32]),
                                new CameraSecrets.FirstKey(new byte[] {77}))
                        .toString())
                .doesNotContain("viewer", "pa$$", "77");
    }

    @Test
    void theRingMovesKeysFromOneKeeperToTheNext() throws Exception {
        Path file = MasterKeyFiles.fresh(folder.resolve("old/credentials.key"));
        var before = new KeyRing(List.of(FileKeys.single(file)));
        byte[] dataKey = Aead.random(32);
        WrappedKey old = before.wrap(dataKey);
        var after = new KeyRing(List.of(FileKeys.folder(folder), FileKeys.single(file)));
        WrappedKey own = after.wrap(dataKey);

        List<WrappedKey> moved = after.rewrap(List.of(old, own, old));

        assertThat(moved).hasSize(3).allMatch(w -> w.masterKeyId().equals("2026-01-01"));
        assertThat(moved).allSatisfy(w -> assertThat(after.unwrap(w)).isEqualTo(dataKey));
        assertThat(after.unwrap(old)).isEqualTo(dataKey);
        Files.delete(file);
        var alone = new KeyRing(List.of(FileKeys.folder(folder)));
        assertThatThrownBy(() -> alone.unwrap(old)).hasMessageContaining(old.masterKeyId());
        assertThatThrownBy(() -> alone.rewrap(List.of(old))).isInstanceOf(KeyRefused.class);
        assertThat(alone.unwrap(moved.getFirst())).isEqualTo(dataKey);
    }

    private static String real(String text) {
        return text == null
                ? null
                : text.replace("\\n", "\n").replace("\\0", "\0").replace("\\e", "\u001b");
    }

    private CredentialVault restarted() {
        return new CredentialVault(FileKeys.folder(folder));
    }
}
