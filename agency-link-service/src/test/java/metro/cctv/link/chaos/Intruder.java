package metro.cctv.link.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metro.cctv.contracts.access.Role;
import metro.cctv.link.chaos.AgencyClient.Answer;
import metro.cctv.testkit.TokenFixture;

/** Knocks at every door of the agencies with what it forged, and with true words said a second time. */
final class Intruder {
    private final List<AgencyClient> forgers;
    private final AgencyClient otherAgency;
    private final AgencyClient agency;
    private final Map<String, Integer> answers = new TreeMap<>();

    Intruder(LinkProcess link) throws Exception {
        forgers = List.of(
                new AgencyClient(link, "Bearer " + forged(3_600)),
                new AgencyClient(link, "Bearer " + tampered()),
                new AgencyClient(link, "Bearer not.a.token"));
        otherAgency = new AgencyClient(link, TokenFixture.bearer(Role.FIRE_119));
        agency = new AgencyClient(link, TokenFixture.bearer(Role.POLICE_112));
    }

    /** Of a case of 112 that is over, whose report it once heard. */
    void replay(String caseNo, String body, String key) {
        note("replayed report", 409, agency.once("POST", "/api/link/112/cases", body, key));
        note("replayed close", 409, agency.once("POST", "/api/link/112/cases/" + caseNo + "/close", CLOSE, null));
    }

    /** Of a case of 112 that is open. */
    void forge(String caseNo, String body, String key) {
        for (AgencyClient forger : forgers) {
            note("forged report", 401, forger.once("POST", "/api/link/112/cases", body, "f-" + key));
            note("forged close", 401, forger.once("POST", "/api/link/112/cases/" + caseNo + "/close", CLOSE, null));
            note("forged poll", 401, forger.once("GET", "/api/link/feed", null, null));
        }
        note("other agency's read", 403, otherAgency.once("GET", "/api/link/112/cases/" + caseNo, null, null));
        note("key with another body", 422, agency.once("POST", "/api/link/112/cases", altered(body), key));
    }

    private static final String CLOSE = "{\"reason\":\"forged\"}";

    private static String altered(String body) {
        return body.replace("\"ROBBERY\"", "\"FIRE\"");
    }

    /** While the service or its database is away it gets no answer, or 5xx: that is a refusal, too. */
    private void note(String what, int expected, Answer answer) {
        int status = answer.status();
        if (status == 0 || status >= 500) return;
        assertThat(status).as("%s: %s", what, answer.body()).isEqualTo(expected);
        answers.merge(what, 1, Integer::sum);
    }

    /** How often each was refused. */
    Map<String, Integer> refused() {
        return answers;
    }

    /** All claims are right, only the key is not the gateway's. */
    private static String forged(int seconds) throws Exception {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("test").build(),
                new JWTClaimsSet.Builder()
                        .issuer("metro-cctv")
                        .audience("metro-cctv-services")
                        .subject("police_112-1")
                        .claim("role", Role.POLICE_112.name())
                        .claim("districts", List.of())
                        .claim("agency", "112")
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(seconds)))
                        .build());
        jwt.sign(new RSASSASigner(
                new RSAKeyGenerator(2048).keyID("test").generate().toRSAPrivateKey()));
        return jwt.serialize();
    }

    /** A true token of another agency, its claims changed and its signature kept. */
    private static String tampered() {
        String[] parts = TokenFixture.token("x", Role.FIRE_119, "119").split("\\.");
        String[] wanted = TokenFixture.token("x", Role.POLICE_112, "112").split("\\.");
        return parts[0] + "." + wanted[1] + "." + parts[2];
    }
}
