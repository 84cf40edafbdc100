package metro.cctv.retention.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.audit.AccessAudited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerChainTest {
    private static final AccessAudited EVENT = new AccessAudited(
            new UUID(0, 1),
            Instant.parse("2026-11-21T12:00:00Z"),
            "ingest",
            "kim",
            "OPERATOR",
            null,
            "live.view",
            "camera",
            "DJ-SEO-001",
            "DJ-SEO",
            "순찰",
            null,
            null,
            "10.0.0.9",
            AccessAudited.Result.ALLOWED,
            null);

    @Test
    void theTextIsCanonicalAndAnyoneCanRecomputeTheHash() {
        String body = LedgerChain.canonical(EVENT);

        assertThat(body)
                .isEqualTo("{\"action\":\"live.view\",\"agency\":null,\"at\":\"2026-11-21T12:00:00Z\","
                        + "\"auditId\":\"00000000-0000-0000-0000-000000000001\",\"caseNo\":null,\"districtCode\":\"DJ-SEO\","
                        + "\"legalBasis\":null,\"objectId\":\"DJ-SEO-001\",\"objectType\":\"camera\",\"purpose\":\"순찰\",\"reason\":null,"
                        + "\"result\":\"ALLOWED\",\"role\":\"OPERATOR\",\"service\":\"ingest\",\"sourceAddress\":\"10.0.0.9\","
                        + "\"subject\":\"kim\"}");
        assertThat(LedgerChain.read(body)).isEqualTo(EVENT);
        // python3: hashlib.sha256(bytes(32) + body.encode()).hexdigest()
        assertThat(HexFormat.of().formatHex(LedgerChain.next(LedgerChain.origin(), body)))
                .isEqualTo("7b468cbe2e3e42f1fe4ed775483aa29b1a180313334a5a05cffebb7391f07533");
    }

    @ParameterizedTest
    @EnumSource(Right.class)
    void everyRightHasItsScope(Right right) {
        LedgerScope scope = LedgerScope.of(right, "kim", Set.of("DJ-SEO"), "112");
        Class<?> expected = switch (right) {
            case ALL, YES -> LedgerScope.Everything.class;
            case AGENCY -> LedgerScope.Agency.class;
            case TEAM -> LedgerScope.Team.class;
            case OWN -> LedgerScope.Own.class;
            case NO, OPEN_CASE, SECOND_PERSON, PERMIT, TEST_IMAGE -> LedgerScope.Nothing.class;
        };
        assertThat(scope).isInstanceOf(expected);
    }
}
