package metro.cctv.chassis.door;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * The gateway's token of an account serves many requests within its two minutes: its signature is checked once, its hours
 * every time. A token that was refused is checked again. At most {@link #MAX_TOKENS} are kept, each for
 * {@link #MAX_SECONDS} at the longest, so that a key the gateway withdraws soon counts no more.
 */
final class RememberedTokens implements JwtDecoder {
    static final int MAX_TOKENS = 2_000;
    static final long MAX_SECONDS = 120;
    /** A caller who makes up tokens never gets here: only good ones are kept. */
    private static final int MAX_LENGTH = 4_096;

    private final JwtDecoder checking;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    RememberedTokens(JwtDecoder checking, Clock clock) {
        this.checking = checking;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) throws JwtException {
        Instant now = clock.instant();
        Jwt good = find(token, now);
        if (good != null) return good;
        Jwt checked = checking.decode(token);
        Instant expires = checked.getExpiresAt();
        if (expires != null && token.length() <= MAX_LENGTH) {
            Instant limit = now.plusSeconds(MAX_SECONDS);
            keep(token, new Known(checked, expires.isBefore(limit) ? expires : limit));
        }
        return checked;
    }

    private @Nullable Jwt find(String token, Instant now) {
        synchronized (known) {
            Known found = known.get(token);
            if (found == null) return null;
            if (now.isBefore(found.until())) return found.jwt();
            known.remove(token);
            return null;
        }
    }

    private void keep(String token, Known good) {
        synchronized (known) {
            known.put(token, good);
        }
    }

    private record Known(Jwt jwt, Instant until) {}
}
