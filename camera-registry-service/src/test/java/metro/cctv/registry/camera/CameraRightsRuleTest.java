package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CameraRightsRuleTest {
    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRole(Role role) {
        Caller caller = new Caller("somebody", role, Set.of("DJ-SEO"), null);
        if (EnumSet.of(Role.MANAGER, Role.SERVICE).contains(role)) CameraRightsRule.requireWriter(caller);
        else
            assertThatThrownBy(() -> CameraRightsRule.requireWriter(caller))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("CAMERAS");
        assertThat(CameraRightsRule.maySeeStreams(role, Set.of("DJ-SEO"), "DJ-SEO"))
                .isEqualTo(EnumSet.of(Role.MANAGER, Role.LEAD, Role.SERVICE).contains(role));
        assertThat(CameraRightsRule.maySeeStreams(role, Set.of("DJ-SEO"), "DJ-YUS"))
                .isEqualTo(role == Role.SERVICE);
        assertThat(CameraRightsRule.isWithinReach(role, Set.of("DJ-SEO"), "DJ-YUS"))
                .isEqualTo(role == Role.SERVICE);
        assertThat(CameraRightsRule.isWithinReach(role, Set.of("*"), "DJ-YUS")).isTrue();
    }
}
