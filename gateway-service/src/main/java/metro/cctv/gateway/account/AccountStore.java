package metro.cctv.gateway.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code account}. */
@Repository
class AccountStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    AccountStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Account> find(String name) {
        return jdbc.sql("""
                        select name, kind, secret_hash, role, districts, agency, enabled, version
                        from account where name = ?""").param(name).query(AccountStore::row).optional();
    }

    /** @return false when somebody has that name already */
    boolean add(Account account) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        insert into account
                          (name, kind, secret_hash, role, districts, agency, enabled, version, created_at, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (name) do nothing""")
                        .param(account.name())
                        .param(account.kind().name())
                        .param(account.secretHash())
                        .param(account.role().name())
                        .param(account.districts().toArray(String[]::new))
                        .param(account.agency())
                        .param(account.enabled())
                        .param(account.version())
                        .param(now)
                        .param(now)
                        .update()
                == 1;
    }

    /** A new secret: sessions opened with the old one end. */
    void replaceSecret(String name, String secretHash) {
        jdbc.sql("update account set secret_hash = ?, version = version + 1, changed_at = ? where name = ?")
                .params(secretHash, Timestamp.from(clock.instant()), name)
                .update();
    }

    private static Account row(ResultSet r, int number) throws SQLException {
        Array districts = r.getArray("districts");
        return new Account(
                r.getString("name"),
                Account.Kind.valueOf(r.getString("kind")),
                r.getString("secret_hash"),
                Role.valueOf(r.getString("role")),
                Set.of((String[]) districts.getArray()),
                r.getString("agency"),
                r.getBoolean("enabled"),
                r.getInt("version"));
    }
}
