package metro.cctv.retention.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.playback.PlaybackRule.Decision;
import metro.cctv.retention.playback.PlaybackRule.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlaybackRuleTest {
    private static final List<String> NO_CASE = List.of();
    private static final List<String> CASE = List.of("C-2", "C-1");

    @ParameterizedTest
    @EnumSource(Role.class)
    void ownDistrictFollowsTheMatrix(Role role) {
        var person = new Person(role, Set.of("DJ-SEO"), null);
        Decision without = PlaybackRule.decide(person, "DJ-SEO", NO_CASE, null);
        Decision with = PlaybackRule.decide(person, "DJ-SEO", CASE, null);

        switch (AccessMatrix.right(role, Capability.PLAYBACK)) {
            case YES, ALL -> {
                assertThat(without).isEqualTo(new Decision.Allowed(null));
                assertThat(with).isEqualTo(new Decision.Allowed(null));
            }
            case OPEN_CASE -> {
                assertThat(without).isEqualTo(refused(ProblemType.CASE_NEEDED));
                assertThat(with).isEqualTo(new Decision.Allowed("C-2"));
            }
            case SECOND_PERSON -> {
                assertThat(without).isEqualTo(refused(ProblemType.APPROVAL_NEEDED));
                assertThat(with).isEqualTo(refused(ProblemType.APPROVAL_NEEDED));
            }
            default -> {
                assertThat(without).isEqualTo(refused(ProblemType.FORBIDDEN));
                assertThat(with).isEqualTo(refused(ProblemType.FORBIDDEN));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anotherDistrictsCameraDoesNotExistUnlessACaseOpensIt(Role role) {
        var person = new Person(role, Set.of("DJ-SEO"), null);

        assertThat(PlaybackRule.decide(person, "DJ-YUS", NO_CASE, null))
                .isInstanceOfSatisfying(
                        Decision.Refused.class, r -> assertThat(r.shown()).isEqualTo(ProblemType.NOT_FOUND));
        boolean opens = Set.of(Role.OPERATOR, Role.LEAD, Role.SECONDED_OFFICER, Role.POLICE_112)
                .contains(role);
        assertThat(PlaybackRule.decide(person, "DJ-YUS", CASE, null) instanceof Decision.Allowed)
                .isEqualTo(opens);
    }

    @Test
    void aNamedCaseMustBeTheOneThatCoversTheCamera() {
        var operator = new Person(Role.OPERATOR, Set.of("DJ-SEO"), null);

        assertThat(PlaybackRule.decide(operator, "DJ-SEO", CASE, "C-1")).isEqualTo(new Decision.Allowed("C-1"));
        assertThat(PlaybackRule.decide(operator, "DJ-SEO", CASE, "C-9")).isEqualTo(refused(ProblemType.CASE_NEEDED));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aCopyNeedsTheRightToExportsAndTheVeryCase(Role role) {
        var person = new Person(role, Set.of("*"), "112");
        Decision withIt = PlaybackRule.decideCopy(person, "DJ-SEO", CASE, "C-1");
        Decision withAnother = PlaybackRule.decideCopy(person, "DJ-SEO", CASE, "C-9");

        switch (AccessMatrix.right(role, Capability.REQUEST_EXPORT)) {
            case YES, ALL, OPEN_CASE -> {
                assertThat(withIt).isEqualTo(new Decision.Allowed("C-1"));
                assertThat(withAnother).isEqualTo(refused(ProblemType.CASE_NEEDED));
            }
            case SECOND_PERSON -> assertThat(withIt).isEqualTo(refused(ProblemType.APPROVAL_NEEDED));
            default -> assertThat(withIt).isEqualTo(refused(ProblemType.FORBIDDEN));
        }
    }

    @Test
    void grantsAreLookedUpUnderTheAgencyOrTheCentre() {
        assertThat(new Person(Role.OPERATOR, Set.of(), null).caseHolder()).isEqualTo("CENTRE");
        assertThat(new Person(Role.POLICE_112, Set.of(), "112").caseHolder()).isEqualTo("112");
    }

    private static Decision refused(ProblemType type) {
        return new Decision.Refused(type, type);
    }
}
