package metro.cctv.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Internal tokens as the gateway would mint them, with a key of this test JVM. */
@TestConfiguration(proxyBeanMethods = false)
public class TokenFixture {
    private static final RSAKey KEY = key();

    /** {@code Bearer …} for an Authorization header. */
    public static String bearer(Role role, String... districts) {
        return "Bearer "
                + token(role.name().toLowerCase(java.util.Locale.ROOT) + "-1", role, agencyOf(role), districts);
    }

    public static String token(String subject, Role role, @Nullable String agency, String... districts) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("metro-cctv")
                .audience("metro-cctv-services")
                .subject(subject)
                .claim("role", role.name())
                .claim("districts", List.of(districts))
                .claim("agency", agency)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build();
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(KEY));
            return jwt.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half of the key, as a gateway publishes it: for a service in another process. */
    public static String jwks() {
        return new JWKSet(KEY.toPublicJWK()).toString();
    }

    @Bean
    JwtDecoder internalTokens() {
        try {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withPublicKey(KEY.toRSAPublicKey()).build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(),
                    new JwtIssuerValidator("metro-cctv"),
                    new JwtClaimValidator<List<String>>("aud", aud -> aud.contains("metro-cctv-services"))));
            return decoder;
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable String agencyOf(Role role) {
        return switch (role) {
            case POLICE_112 -> "112";
            case FIRE_119 -> "119";
            default -> null;
        };
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
