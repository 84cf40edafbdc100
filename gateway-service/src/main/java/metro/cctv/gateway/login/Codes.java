package metro.cctv.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Component;

/**
 * Authorization codes until a little after they end. Access tokens speak for themselves and are not kept, so no client
 * can fill our memory by fetching many.
 */
@Component
class Codes implements OAuth2AuthorizationService {
    private static final Duration KEEP = Duration.ofMinutes(2);
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    Codes(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void save(OAuth2Authorization authorization) {
        if (authorization.getToken(OAuth2AuthorizationCode.class) == null) return;
        Instant now = clock.instant();
        kept.values().removeIf(old -> now.isAfter(old.until()));
        if (kept.size() >= MOST && !kept.containsKey(authorization.getId()))
            kept.remove(kept.keySet().iterator().next());
        kept.put(authorization.getId(), new Kept(authorization, now.plus(KEEP)));
    }

    @Override
    public synchronized void remove(OAuth2Authorization authorization) {
        kept.remove(authorization.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        Kept found = kept.get(id);
        return found == null ? null : found.authorization();
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && !type.getValue().equals(OAuth2ParameterNames.CODE)) return null;
        for (Kept one : kept.values()) {
            var code = one.authorization().getToken(OAuth2AuthorizationCode.class);
            if (code != null && code.getToken().getTokenValue().equals(token)) return one.authorization();
        }
        return null;
    }

    private record Kept(OAuth2Authorization authorization, Instant until) {}
}
