package metro.cctv.registry.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds reused, empty and makers' default passwords without opening a single one. Cameras without a log-in are not in it. */
@Component
public class PasswordAudit {
    private static final String LIST = "default-passwords.txt";

    private final JdbcClient jdbc;
    private final FingerprintKey fingerprints;
    private final List<String> defaults;

    PasswordAudit(JdbcClient jdbc, FingerprintKey fingerprints) {
        this.jdbc = jdbc;
        this.fingerprints = fingerprints;
        this.defaults = readDefaults();
    }

    /** By camera; one without a log-in is missing. */
    public Map<String, PasswordFacts> of(Collection<String> cameraIds) {
        Map<String, PasswordFacts> found = new HashMap<>();
        if (cameraIds.isEmpty() || !fingerprints.exists()) return found;
        Known known = known();
        jdbc.sql("""
                        with asked as materialized (
                          select camera_code, fingerprint, password_changed_at from camera_secret
                          where camera_code = any(:ids)),
                        users as (
                          select fingerprint, count(*) as cameras from camera_secret
                          where fingerprint in (select fingerprint from asked) group by fingerprint)
                        select a.camera_code, a.fingerprint, a.password_changed_at, u.cameras - 1 as shared_with
                        from asked a join users u using (fingerprint)
                        """).param("ids", cameraIds.toArray(String[]::new)).query(row -> {
            PasswordFacts facts = facts(row, known);
            found.put(facts.cameraId(), facts);
        });
        return found;
    }

    /** All of them in the order of their cameras' codes, read as they are told. */
    @Transactional(readOnly = true)
    public void forEach(Consumer<PasswordFacts> listener) {
        if (!fingerprints.exists()) return;
        Known known = known();
        jdbc.sql("""
                        select camera_code, fingerprint, password_changed_at,
                               count(*) over (partition by fingerprint) - 1 as shared_with
                        from camera_secret order by camera_code
                        """).withFetchSize(1_000).query((RowCallbackHandler) row -> listener.accept(facts(row, known)));
    }

    /** @param defaults fingerprints as hex */
    private record Known(Set<String> defaults, byte[] empty) {}

    private Known known() {
        try {
            PasswordFingerprint fingerprint = fingerprints.get();
            return new Known(
                    defaults.stream()
                            .map(word -> HexFormat.of().formatHex(fingerprint.of(word)))
                            .collect(Collectors.toSet()),
                    fingerprint.of(""));
        } catch (KeyRefused e) {
            throw CameraSecrets.problem(e);
        }
    }

    private static PasswordFacts facts(ResultSet row, Known known) throws SQLException {
        byte[] fingerprint = row.getBytes("fingerprint");
        return new PasswordFacts(
                row.getString("camera_code"),
                known.defaults().contains(HexFormat.of().formatHex(fingerprint)),
                Arrays.equals(known.empty(), fingerprint),
                row.getLong("shared_with"),
                row.getObject("password_changed_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> readDefaults() {
        try {
            return new ClassPathResource(LIST, PasswordAudit.class)
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
