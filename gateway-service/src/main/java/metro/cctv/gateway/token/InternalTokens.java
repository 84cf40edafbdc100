package metro.cctv.gateway.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.chassis.door.Caller;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/**
 * Two-minute tokens that tell a service who calls. One is used again for the same caller while at least half its life
 * is left: a signature costs about a millisecond.
 */
@Component
public class InternalTokens {
    private static final Duration LIFE = Duration.ofMinutes(2);
    private static final Duration REUSE = Duration.ofMinutes(1);
    private static final int MOST_ENTRIES = 5_000;

    private final JwtEncoder encoder;
    private final Clock clock;
    private final Map<Caller, Minted> minted = new ConcurrentHashMap<>();

    InternalTokens(JwtEncoder encoder, Clock clock) {
        this.encoder = encoder;
        this.clock = clock;
    }

    public String of(Caller caller) {
        Instant now = clock.instant();
        Minted known = minted.get(caller);
        if (known != null && now.isBefore(known.at().plus(REUSE))) return known.token();
        if (minted.size() >= MOST_ENTRIES) minted.clear();
        String token = mint(caller, now);
        minted.put(caller, new Minted(token, now));
        return token;
    }

    private String mint(Caller caller, Instant now) {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .issuer(Audiences.ISSUER)
                .audience(List.of(Audiences.SERVICES))
                .subject(caller.subject())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .claim("role", caller.role().name())
                .claim("districts", caller.districts().stream().sorted().toList());
        if (caller.agency() != null) claims.claim("agency", caller.agency());
        JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    private record Minted(String token, Instant at) {}
}
