package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SteerRuleTest {

    @ParameterizedTest(name = "{0} at {1} with cases {2}, named {3}, permit {4}: {5}")
    @CsvSource(nullValues = "-", textBlock = """
            OPERATOR,         DJ-SEO, -,     -,   false, case-needed
            OPERATOR,         DJ-SEO, C2+C1, -,   false, CASE C2
            OPERATOR,         DJ-SEO, C2+C1, C1,  false, CASE C1
            OPERATOR,         DJ-SEO, C1,    C9,  false, case-needed
            OPERATOR,         DJ-YUS, C1,    -,   false, CASE C1
            OPERATOR,         DJ-YUS, -,     -,   false, case-needed
            LEAD,             DJ-SEO, -,     -,   false, LEAD -
            LEAD,             DJ-SEO, C1,    -,   false, LEAD -
            LEAD,             DJ-SEO, C1,    C1,  false, CASE C1
            LEAD,             DJ-SEO, C1,    C9,  false, case-needed
            LEAD,             DJ-YUS, -,     -,   false, case-needed
            LEAD,             DJ-YUS, C1,    -,   false, CASE C1
            SECONDED_OFFICER, DJ-SEO, C1,    -,   false, CASE C1
            SECONDED_OFFICER, DJ-SEO, -,     -,   false, case-needed
            POLICE_112,       DJ-YUS, C1,    C1,  false, CASE C1
            FIRE_119,         DJ-YUS, C1,    -,   false, CASE C1
            DISASTER_ROOM,    DJ-SEO, C1,    -,   false, forbidden
            FIELD_UNIT,       DJ-SEO, C1,    C1,  false, forbidden
            MANAGER,          DJ-SEO, C1,    -,   false, forbidden
            PRIVACY_OFFICER,  DJ-SEO, -,     -,   false, forbidden
            AUDITOR,          DJ-SEO, -,     -,   false, forbidden
            SERVICE,          DJ-SEO, -,     -,   false, forbidden
            VENDOR,           DJ-SEO, -,     -,   false, approval-needed
            VENDOR,           DJ-SEO, -,     -,   true,  OPERATOR -
            VENDOR,           DJ-YUS, -,     -,   true,  OPERATOR -
            VENDOR,           DJ-SEO, -,     C1,  true,  approval-needed
            """)
    void steer(
            Role role,
            String cameraDistrict,
            @Nullable String cases,
            @Nullable String named,
            boolean permitted,
            String expected) {
        var asker = asker(role, cases == null ? List.of() : List.of(cases.split("\\+")), permitted);
        String result = switch (SteerRule.steer(asker, cameraDistrict, named)) {
            case SteerRule.Decision.Allowed(Rank rank, String caseNo) -> rank + " " + (caseNo == null ? "-" : caseNo);
            case SteerRule.Decision.Refused refused -> refused.type().slug();
        };
        assertThat(result).isEqualTo(expected);
    }

    /** No role gets more from this rule than the matrix gives it. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void everyCellOfTheMatrix(Role role) {
        Right right = AccessMatrix.right(role, Capability.PTZ);
        boolean alone =
                SteerRule.steer(asker(role, List.of(), false), "DJ-SEO", null) instanceof SteerRule.Decision.Allowed;
        boolean covered =
                SteerRule.steer(asker(role, List.of("C"), false), "DJ-SEO", null) instanceof SteerRule.Decision.Allowed;
        assertThat(alone).isEqualTo(right == Right.YES);
        assertThat(covered).isEqualTo(right == Right.YES || right == Right.OPEN_CASE);
    }

    private static SteerRule.Asker asker(Role role, List<String> cases, boolean permitted) {
        return new SteerRule.Asker(role, Set.of("DJ-SEO"), cases, permitted);
    }
}
