package metro.cctv.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Tokens, real and forged. The forger even has our public key, as everybody does. */
@GatewayTest
class TokenIT {
    @LocalServerPort
    int port;

    RSAKey ours;
    Visitor visitor;

    @BeforeEach
    void keys() throws Exception {
        ours = JWKSet.load(Stage.KEY_FILE.toFile()).getKeys().getFirst().toRSAKey();
        visitor = new Visitor(port);
    }

    @Test
    void theKeyFileIsOursAloneAndOnlyItsPublicHalfIsShown() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Stage.KEY_FILE)))
                .isEqualTo("rw-------");
        String jwks = visitor.get("/oauth2/jwks").body();
        RSAKey shown = JWKSet.parse(jwks).getKeys().getFirst().toRSAKey();
        assertThat(shown.isPrivate()).isFalse();
        assertThat(shown.getKeyID()).isEqualTo(ours.computeThumbprint().toString());
        assertThat(shown.getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    }

    @Test
    void anAgencyFetchesATokenAndUsesIt() throws Exception {
        HttpResponse<String> answer = visitor.token("agency-112", Stage.CLIENT_112_SECRET);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = Visitor.json(answer);
        assertThat(body.path("expires_in").asLong()).isBetween(590L, 600L);
        JWTClaimsSet claims =
                SignedJWT.parse(body.path("access_token").asString()).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("metro-cctv");
        assertThat(claims.getAudience()).containsExactly("metro-cctv");
        assertThat(claims.getSubject()).isEqualTo("agency-112");
        assertThat(claims.getStringClaim("role")).isEqualTo("POLICE_112");

        HttpResponse<String> posted = visitor.send( // no CSRF token: there is no cookie to abuse
                "POST",
                "/api/link/112/cases",
                "{\"caseNo\":\"1\"}",
                "Authorization",
                "Bearer " + body.path("access_token").asString(),
                "Content-Type",
                "application/json");
        assertThat(posted.statusCode()).isEqualTo(200);
        StubService.Seen seen = Stage.LINK.last();
        assertThat(new String(seen.body(), StandardCharsets.UTF_8)).isEqualTo("{\"caseNo\":\"1\"}");
        JWTClaimsSet inside =
                SignedJWT.parse(seen.header("authorization").substring(7)).getJWTClaimsSet();
        assertThat(inside.getAudience()).containsExactly("metro-cctv-services");
        assertThat(inside.getStringClaim("role")).isEqualTo("POLICE_112");
        assertThat(inside.getStringClaim("agency")).isEqualTo("112");
        assertThat(inside.getExpirationTime()).isBefore(Date.from(Instant.now().plusSeconds(121)));
    }

    @Test
    void aServicesTokenIsForServicesOnly() throws Exception {
        JsonNode body = Visitor.json(visitor.token("svc-registry", Stage.SERVICE_SECRET));
        assertThat(body.path("expires_in").asLong()).isBetween(1790L, 1800L);
        String token = body.path("access_token").asString();
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getAudience()).containsExactly("metro-cctv-services");
        assertThat(claims.getStringClaim("role")).isEqualTo("SERVICE");
        refused(token);
    }

    @Test
    void aWrongSecretIsRefusedAndSoonThrottled() {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> answer = visitor.token("svc-guessed", "not the secret at all");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Visitor.json(answer).path("error").asString()).isEqualTo("invalid_client");
        }
        assertThat(visitor.token("svc-guessed", "not the secret at all").statusCode())
                .isEqualTo(429);
    }

    @Test
    void forgedTokensAreRefused() throws Exception {
        JWTClaimsSet good = claims().build();
        assertThat(visitor.get("/api/cameras", "Authorization", "Bearer " + signed(good))
                        .statusCode())
                .isEqualTo(200); // the forger's template is right: only the forgery is wrong below

        refused(new PlainJWT(good).serialize());
        refused(none(good));
        refused(hs256(good, ours.toPublicJWK().toRSAPublicKey().getEncoded()));
        refused(hs256(good, pem(ours)));
        RSAKey foreign = new RSAKeyGenerator(2048).keyID(ours.getKeyID()).generate();
        refused(signed(good, foreign, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ours.getKeyID())));
        refused(signed(good, foreign, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("../../../../dev/null")));
        refused(signed(good, foreign, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("x' union select 'y")));
        refused(signed(good, foreign, new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(foreign.toPublicJWK())));
        refused(signed(
                good,
                foreign,
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .jwkURL(URI.create(Stage.REGISTRY.url() + "/jwks"))
                        .x509CertURL(URI.create(Stage.REGISTRY.url() + "/x5u"))));
        refused(signed(good, ours, new JWSHeader.Builder(JWSAlgorithm.RS512).keyID(ours.getKeyID())));
        refused(signed(good) + "x");
        refused("");
        refused("a.b.c");
    }

    @Test
    void tokensForOthersOrOtherTimesAreRefused() throws Exception {
        refused(signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(60)))
                .build()));
        refused(signed(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600)))
                .build()));
        refused(signed(claims().audience("metro-cctv-services").build()));
        refused(signed(
                claims().audience(List.of("metro-cctv", "metro-cctv-services")).build()));
        refused(signed(claims().audience("somebody-else").build()));
        refused(signed(claims().issuer("somebody-else").build()));
        refused(signed(
                new JWTClaimsSet.Builder(claims().build()).expirationTime(null).build()));
        refused(signed(claims().subject("nobody-at-all").build()));
    }

    @Test
    void aTokensOwnClaimsGiveNobodyAHigherRole() throws Exception {
        String token =
                signed(claims().subject("agency-112").claim("role", "MANAGER").build());
        visitor.get("/api/cameras", "Authorization", "Bearer " + token);
        String inside = Stage.REGISTRY.last().header("authorization").substring(7);
        assertThat(SignedJWT.parse(inside).getJWTClaimsSet().getStringClaim("role"))
                .isEqualTo("POLICE_112");
    }

    @Test
    void aScriptGetsATokenForThePersonWhoIsLoggedIn() throws Exception {
        String verifier = "a-verifier-that-is-at-least-forty-three-characters-long";
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        String redirect = "http://127.0.0.1:49152/callback";
        String authorize = "/oauth2/authorize?response_type=code&client_id=cctv-cli&state=s1&redirect_uri="
                + Visitor.encoded(redirect) + "&code_challenge_method=S256&code_challenge=" + challenge;
        assertThat(visitor.get(authorize).statusCode()).isEqualTo(401);

        var kim = Visitor.loggedIn(port, "kim", Stage.OPERATOR_PASSWORD);
        HttpResponse<String> answer = kim.get(authorize);
        assertThat(answer.statusCode()).isEqualTo(302);
        String location = answer.headers().firstValue("location").orElseThrow();
        assertThat(location).startsWith(redirect + "?code=").contains("state=s1");
        String code = location.replaceAll(".*[?&]code=([^&]+).*", "$1");

        String exchange = "grant_type=authorization_code&client_id=cctv-cli&code=" + code + "&redirect_uri="
                + Visitor.encoded(redirect) + "&code_verifier=";
        HttpResponse<String> wrong =
                visitor.send(visitor.form("/oauth2/token", exchange + "not-the-verifier-".repeat(3)));
        assertThat(wrong.statusCode()).isEqualTo(400);
        HttpResponse<String> granted = visitor.send(visitor.form("/oauth2/token", exchange + verifier));
        assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
        String token = Visitor.json(granted).path("access_token").asString();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getSubject()).isEqualTo("kim");
        JsonNode me = Visitor.json(visitor.get("/api/me", "Authorization", "Bearer " + token));
        assertThat(me.path("name").asString()).isEqualTo("kim");
        assertThat(visitor.send(visitor.form("/oauth2/token", exchange + verifier))
                        .statusCode())
                .as("a code works once")
                .isEqualTo(400);

        String elsewhere =
                authorize.replace(Visitor.encoded(redirect), Visitor.encoded("http://evil.example/callback"));
        assertThat(kim.get(elsewhere).statusCode()).isEqualTo(400);
        assertThat(kim.get(authorize.replaceAll("&code_challenge.*", ""))
                        .headers()
                        .firstValue("location")
                        .orElse(""))
                .contains("error=invalid_request");
    }

    private void refused(String token) {
        HttpResponse<String> answer = visitor.get("/api/cameras", "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).as(token).isEqualTo(401);
        assertThat(Visitor.problem(answer)).isEqualTo("not-authenticated");
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("metro-cctv")
                .audience("metro-cctv")
                .subject("agency-112")
                .claim("role", "POLICE_112")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private String signed(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, ours, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(ours.getKeyID()));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key, JWSHeader.Builder header) throws JOSEException {
        var jwt = new SignedJWT(header.type(JOSEObjectType.JWT).build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String hs256(JWTClaimsSet claims, byte[] secret) throws JOSEException {
        var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).build(), claims);
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
    }

    private static String none(JWTClaimsSet claims) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"nOnE\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.toString().getBytes(StandardCharsets.UTF_8)) + ".";
    }

    private static byte[] pem(RSAKey key) throws JOSEException {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(key.toRSAPublicKey().getEncoded());
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
