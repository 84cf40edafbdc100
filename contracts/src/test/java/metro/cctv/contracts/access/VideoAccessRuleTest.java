package metro.cctv.contracts.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import metro.cctv.contracts.access.VideoAccessRule.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VideoAccessRuleTest {
    @ParameterizedTest(name = "{0} of DJ-SEO, camera in {1}, case {2}: {3}")
    @CsvSource(textBlock = """
            OPERATOR,        DJ-SEO, false, ALLOWED
            OPERATOR,        DJ-YUS, false, CASE_NEEDED
            OPERATOR,        DJ-YUS, true,  ALLOWED
            LEAD,            DJ-YUS, false, CASE_NEEDED
            LEAD,            DJ-YUS, true,  ALLOWED
            SECONDED_OFFICER,DJ-SEO, false, ALLOWED
            POLICE_112,      DJ-SEO, false, CASE_NEEDED
            POLICE_112,      DJ-YUS, true,  ALLOWED
            FIELD_UNIT,      DJ-SEO, false, CASE_NEEDED
            MANAGER,         DJ-YUS, false, ALLOWED
            PRIVACY_OFFICER, DJ-SEO, true,  FORBIDDEN
            RESEARCHER,      DJ-SEO, true,  FORBIDDEN
            VENDOR,          DJ-SEO, true,  FORBIDDEN
            AUDITOR,         DJ-SEO, true,  FORBIDDEN
            SERVICE,         DJ-SEO, true,  FORBIDDEN
            """)
    void live(Role role, String cameraDistrict, boolean caseCovers, Decision expected) {
        assertThat(VideoAccessRule.live(role, Set.of("DJ-SEO"), cameraDistrict, caseCovers))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} plays back {1}, case {2}: {3}")
    @CsvSource(textBlock = """
            OPERATOR, DJ-SEO, false, CASE_NEEDED
            OPERATOR, DJ-SEO, true,  ALLOWED
            LEAD,     DJ-SEO, false, ALLOWED
            LEAD,     DJ-YUS, false, CASE_NEEDED
            LEAD,     DJ-YUS, true,  ALLOWED
            FIRE_119, DJ-SEO, true,  FORBIDDEN
            MANAGER,  DJ-SEO, false, APPROVAL_NEEDED
            AUDITOR,  DJ-SEO, false, APPROVAL_NEEDED
            """)
    void playback(Role role, String cameraDistrict, boolean caseCovers, Decision expected) {
        assertThat(VideoAccessRule.of(Capability.PLAYBACK, role, Set.of("DJ-SEO"), cameraDistrict, caseCovers))
                .isEqualTo(expected);
    }

    @Test
    void aCityWideAccountOwnsEveryDistrict() {
        assertThat(VideoAccessRule.live(Role.OPERATOR, Set.of("*"), "DJ-DON", false))
                .isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleHasEveryCell(Role role) {
        for (Capability capability : Capability.values())
            assertThat(AccessMatrix.right(role, capability)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoeverManagesAccountsNeverSeesVideo(Role role) {
        if (AccessMatrix.right(role, Capability.ACCOUNTS) != Right.YES) return;
        assertThat(AccessMatrix.right(role, Capability.OWN_LIVE)).isEqualTo(Right.NO);
        assertThat(AccessMatrix.right(role, Capability.OTHER_DISTRICT_LIVE)).isEqualTo(Right.NO);
    }
}
