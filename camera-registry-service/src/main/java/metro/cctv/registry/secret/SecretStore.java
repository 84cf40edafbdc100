package metro.cctv.registry.secret;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import metro.cctv.registry.secret.CredentialVault.Envelope;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of wrapped keys and sealed log-ins; nothing in them can be read without a master key. */
@Repository
class SecretStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    SecretStore(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Optional<Envelope> find(String cameraId) {
        return jdbc.sql("select master_key_id, wrapped_key, sealed from camera_secret where camera_code = ?")
                .param(cameraId)
                .query((row, n) -> new Envelope(wrapped(row), row.getBytes("sealed")))
                .optional();
    }

    /**
     * The time of a password that stays the same stays, too.
     *
     * @return whether it is another one
     */
    boolean keep(SealedCredentials sealed, Instant now) {
        forgetFirstFormat(sealed.cameraId);
        return jdbc.sql("""
                        insert into camera_secret as s (camera_code, master_key_id, wrapped_key, sealed, fingerprint,
                          changed_at, password_changed_at)
                        values (:code, :keyId, :wrapped, :sealed, :fingerprint, :now, :now)
                        on conflict (camera_code) do update set master_key_id = excluded.master_key_id,
                          wrapped_key = excluded.wrapped_key, sealed = excluded.sealed, fingerprint = excluded.fingerprint,
                          changed_at = excluded.changed_at,
                          password_changed_at = case when s.fingerprint = excluded.fingerprint then s.password_changed_at
                                                else excluded.password_changed_at end
                        returning password_changed_at = changed_at
                        """)
                .param("code", sealed.cameraId)
                .param("keyId", sealed.dataKey.masterKeyId())
                .param("wrapped", sealed.dataKey.bytes())
                .param("sealed", sealed.secret)
                .param("fingerprint", sealed.fingerprint)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    void forget(String cameraId) {
        forgetFirstFormat(cameraId);
        jdbc.sql("delete from camera_secret where camera_code = ?")
                .param(cameraId)
                .update();
    }

    private void forgetFirstFormat(String cameraId) {
        jdbc.sql("update camera set credentials = null where code = ? and credentials is not null")
                .param(cameraId)
                .update();
    }

    /** @param bytes of the first format (0x01) */
    record First(String cameraId, byte[] bytes) {}

    Optional<First> findFirstFormat(String cameraId) {
        return jdbc.sql("select code, credentials from camera where code = ? and credentials is not null")
                .param(cameraId)
                .query((row, n) -> new First(row.getString(1), row.getBytes(2)))
                .optional();
    }

    List<First> firstFormats(String afterCode, int limit) {
        return jdbc.sql("""
                        select code, credentials from camera where credentials is not null and code > ?
                        order by code limit ?
                        """)
                .param(afterCode)
                .param(limit)
                .query((row, n) -> new First(row.getString(1), row.getBytes(2)))
                .list();
    }

    /** In one statement: either the new row is there and the old bytes are gone, or nothing happened. */
    boolean migrate(First first, SealedCredentials sealed) {
        return jdbc.sql("""
                        with emptied as (
                          update camera set credentials = null where code = :code and credentials = :old returning code, changed_at)
                        insert into camera_secret (camera_code, master_key_id, wrapped_key, sealed, fingerprint, changed_at,
                          password_changed_at)
                        select code, :keyId, :wrapped, :sealed, :fingerprint, changed_at, changed_at from emptied
                        on conflict (camera_code) do nothing
                        """)
                        .param("code", first.cameraId())
                        .param("old", first.bytes())
                        .param("keyId", sealed.dataKey.masterKeyId())
                        .param("wrapped", sealed.dataKey.bytes())
                        .param("sealed", sealed.secret)
                        .param("fingerprint", sealed.fingerprint)
                        .update()
                == 1;
    }

    record Held(String cameraId, WrappedKey dataKey) {}

    List<Held> notUnder(String masterKeyId, String afterCode, int limit) {
        return jdbc.sql("""
                        select camera_code, master_key_id, wrapped_key from camera_secret
                        where master_key_id <> ? and camera_code > ? order by camera_code limit ?
                        """)
                .params(masterKeyId, afterCode, limit)
                .query((row, n) -> new Held(row.getString("camera_code"), wrapped(row)))
                .list();
    }

    /** Only where the data key is still the old one: a password set meanwhile has a newer one. */
    int rewrap(List<Held> old, List<WrappedKey> fresh) {
        int[] updated = batches.batchUpdate(
                "update camera_secret set master_key_id = ?, wrapped_key = ? where camera_code = ? and wrapped_key = ?",
                java.util.stream.IntStream.range(0, old.size())
                        .mapToObj(i -> new Object[] {
                            fresh.get(i).masterKeyId(),
                            fresh.get(i).bytes(),
                            old.get(i).cameraId(),
                            old.get(i).dataKey().bytes()
                        })
                        .toList());
        return java.util.Arrays.stream(updated).sum();
    }

    /** Sealed with another master key, or in the first format. */
    long remaining(String masterKeyId) {
        return jdbc.sql("""
                        select (select count(*) from camera_secret where master_key_id <> ?)
                             + (select count(*) from camera where credentials is not null)
                        """).param(masterKeyId).query(Long.class).single();
    }

    /** @param masterKeyId null: the first format */
    record Use(@Nullable String masterKeyId, long cameras) {}

    List<Use> uses() {
        return jdbc.sql("""
                        select master_key_id, count(*) as cameras from camera_secret group by 1
                        union all
                        select null, count(*) from camera where credentials is not null having count(*) > 0
                        """)
                .query((row, n) -> new Use(row.getString(1), row.getLong(2)))
                .list();
    }

    Optional<WrappedKey> fingerprintKey() {
        return jdbc.sql("select master_key_id, wrapped_key from fingerprint_key")
                .query((row, n) -> wrapped(row))
                .optional();
    }

    /** @return the key that counts: the first one */
    WrappedKey keepFingerprintKey(WrappedKey fresh) {
        jdbc.sql("insert into fingerprint_key (master_key_id, wrapped_key) values (?, ?) on conflict do nothing")
                .params(fresh.masterKeyId(), fresh.bytes())
                .update();
        return fingerprintKey().orElseThrow();
    }

    void rewrapFingerprintKey(WrappedKey old, WrappedKey fresh) {
        jdbc.sql("update fingerprint_key set master_key_id = ?, wrapped_key = ? where wrapped_key = ?")
                .params(fresh.masterKeyId(), fresh.bytes(), old.bytes())
                .update();
    }

    private static WrappedKey wrapped(ResultSet row) throws SQLException {
        return new WrappedKey(row.getString("master_key_id"), row.getBytes("wrapped_key"));
    }
}
