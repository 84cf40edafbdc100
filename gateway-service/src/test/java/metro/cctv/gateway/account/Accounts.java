package metro.cctv.gateway.account;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessResourceFailureException;

/** The table in memory, and away when a test says so. */
final class Accounts extends AccountStore {
    final Map<String, Account> rows = new ConcurrentHashMap<>();
    volatile boolean away;
    volatile int reads;

    Accounts() {
        super(null, Clock.systemUTC());
    }

    @Override
    Optional<Account> find(String name) {
        reads++;
        if (away) throw new DataAccessResourceFailureException("away");
        return Optional.ofNullable(rows.get(name));
    }

    @Override
    boolean add(Account account) {
        return rows.putIfAbsent(account.name(), account) == null;
    }

    @Override
    void replaceSecret(String name, String hash) {
        rows.computeIfPresent(
                name,
                (n, a) -> new Account(
                        n, a.kind(), hash, a.role(), a.districts(), a.agency(), a.enabled(), a.version() + 1));
    }
}
