package metro.cctv.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, per account and address and per address alone, for names that exist and for those that do not.
 * Not per account alone: then anybody could lock an operator out.
 */
@Component
class Throttle {
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_KEYS = 20_000;

    private final GatewayProperties.Login login;
    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    Throttle(GatewayProperties gateway, Clock clock) {
        this.login = gateway.login();
        this.clock = clock;
    }

    /** @return zero: go ahead */
    Duration waitFor(String account, String address) {
        Instant now = clock.instant();
        Duration pair = left(pair(account, address), login.failuresPerAccount(), now);
        Duration whole = left(address, login.failuresPerAddress(), now);
        return pair.compareTo(whole) > 0 ? pair : whole;
    }

    void failed(String account, String address) {
        Instant now = clock.instant();
        if (failures.size() >= MOST_KEYS) failures.values().removeIf(f -> f.isForgiven(now));
        if (failures.size() >= MOST_KEYS) failures.clear();
        failures.merge(pair(account, address), new Failures(1, now), (old, one) -> old.plusOne(now));
        failures.merge(address, new Failures(1, now), (old, one) -> old.plusOne(now));
    }

    void succeeded(String account, String address) {
        failures.remove(pair(account, address));
    }

    private Duration left(String key, int free, Instant now) {
        Failures known = failures.get(key);
        if (known == null || known.isForgiven(now)) return Duration.ZERO;
        Duration wait = ThrottleRule.waitAfter(known.count(), free, login.longestWait());
        Duration left = Duration.between(now, known.last().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String pair(String account, String address) {
        String name = account.length() <= 64 ? account : account.substring(0, 64);
        return name.toLowerCase(Locale.ROOT) + " " + address;
    }

    private record Failures(int count, Instant last) {
        Failures plusOne(Instant now) {
            return new Failures(isForgiven(now) ? 1 : count + 1, now);
        }

        boolean isForgiven(Instant now) {
            return now.isAfter(last.plus(FORGIVEN_AFTER));
        }
    }
}
