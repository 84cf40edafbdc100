package metro.cctv.gateway.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Who an account is at this moment. Answers are up to {@link #FRESH} old; while the database is away those who were
 * known lately stay known for up to {@link #STALE}, so an outage does not blank the control room.
 */
@Component
public class AccountDirectory {
    private static final Logger log = LoggerFactory.getLogger(AccountDirectory.class);
    static final Duration FRESH = Duration.ofSeconds(5);
    static final Duration STALE = Duration.ofHours(1);
    static final Duration PROBE_EVERY = Duration.ofSeconds(2);
    private static final int MOST_ENTRIES = 10_000;

    private final AccountStore store;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile boolean away;
    private volatile Instant probeAt = Instant.EPOCH;

    AccountDirectory(AccountStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Straight from the table: for checking a secret. */
    public Optional<Account> read(String name) {
        Optional<Account> account = store.find(name);
        account.ifPresent(found -> remember(found, clock.instant()));
        return account;
    }

    /** Enabled accounts only. Nobody waits for a database that is known to be away. */
    public Optional<Account> find(String name) {
        Instant now = clock.instant();
        Entry known = entries.get(name);
        if (known != null && now.isBefore(known.readAt().plus(FRESH))) return known.ifEnabled();
        if (away) {
            if (!now.isBefore(probeAt) && probing.compareAndSet(false, true))
                Thread.ofVirtual().name("accounts-probe").start(() -> probe(name));
            return stale(known, now);
        }
        try {
            Optional<Account> found = store.find(name);
            if (found.isEmpty()) entries.remove(name);
            found.ifPresent(account -> remember(account, now));
            return found.filter(Account::enabled);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The accounts are away, the last known stay in force: {}", e.getMessage());
            probeAt = clock.instant().plus(PROBE_EVERY);
            away = true;
            return stale(known, now);
        }
    }

    private void probe(String name) {
        try {
            store.find(name);
            away = false;
            log.info("The accounts are back");
        } catch (DataAccessException | TransactionException e) {
            probeAt = clock.instant().plus(PROBE_EVERY);
        } finally {
            probing.set(false);
        }
    }

    /** The person of a session or the bearer of a token, as long as the account still stands. */
    public Optional<Caller> callerOf(@Nullable Authentication authentication) {
        if (authentication instanceof JwtAuthenticationToken token)
            return Optional.ofNullable(token.getToken().getSubject())
                    .flatMap(this::find)
                    .filter(account -> account.role() != Role.SERVICE)
                    .map(Account::caller);
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn person)
            return find(person.name())
                    .filter(account -> account.kind() == Account.Kind.PERSON)
                    .filter(account -> account.version() == person.version())
                    .map(Account::caller);
        return Optional.empty();
    }

    void forget(String name) {
        entries.remove(name);
    }

    private void remember(Account account, Instant now) {
        if (entries.size() >= MOST_ENTRIES) entries.clear();
        entries.put(account.name(), new Entry(account, now));
    }

    private static Optional<Account> stale(@Nullable Entry known, Instant now) {
        if (known == null || now.isAfter(known.readAt().plus(STALE))) throw new AccountsAway();
        return known.ifEnabled();
    }

    private record Entry(Account account, Instant readAt) {
        Optional<Account> ifEnabled() {
            return Optional.of(account).filter(Account::enabled);
        }
    }
}
