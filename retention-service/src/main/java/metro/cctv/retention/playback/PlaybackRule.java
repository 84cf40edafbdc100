package metro.cctv.retention.playback;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** May this person look back at this camera? */
final class PlaybackRule {
    /** Whose grants count for people without an agency of their own: the control centre's staff. */
    static final String CENTRE = "CENTRE";

    private PlaybackRule() {}

    /** @param agency null for the centre's own people */
    record Person(
            Role role, Set<String> districts, @Nullable String agency) {
        String caseHolder() {
            return Objects.requireNonNullElse(agency, CENTRE);
        }

        boolean belongsTo(String district) {
            return districts.contains(VideoAccessRule.ALL_DISTRICTS) || districts.contains(district);
        }
    }

    sealed interface Decision {
        /** @param caseNo the case that opens it, or that the person named; null when a purpose stands for it */
        record Allowed(@Nullable String caseNo) implements Decision {}

        /**
         * @param reason for the ledger
         * @param shown to the caller: another district's camera does not exist for who may not see it
         */
        record Refused(ProblemType reason, ProblemType shown) implements Decision {}
    }

    /**
     * @param openCases numbers of the person's agency's cases that cover this camera now
     * @param namedCase the case the person named, if any: it must be one of them where a case is what opens the camera
     */
    static Decision decide(Person person, String cameraDistrict, List<String> openCases, @Nullable String namedCase) {
        Optional<String> covering = openCases.stream()
                .filter(open -> namedCase == null || open.equals(namedCase))
                .findFirst();
        VideoAccessRule.Decision standing = of(person, cameraDistrict, false);
        if (standing == VideoAccessRule.Decision.ALLOWED) return new Decision.Allowed(namedCase);
        return switch (of(person, cameraDistrict, covering.isPresent())) {
            case ALLOWED -> new Decision.Allowed(covering.orElse(null));
            case FORBIDDEN -> refused(ProblemType.FORBIDDEN, person, cameraDistrict);
            case CASE_NEEDED -> refused(ProblemType.CASE_NEEDED, person, cameraDistrict);
            case APPROVAL_NEEDED -> refused(ProblemType.APPROVAL_NEEDED, person, cameraDistrict);
        };
    }

    /**
     * A copy of the camera's past for a case: the right to ask for exports, and a case of the person's own agency that covers
     * the camera now. The case stands for the approval; without one there is none, whoever asks.
     */
    static Decision decideCopy(Person person, String cameraDistrict, List<String> openCases, String caseNo) {
        boolean covered = openCases.contains(caseNo);
        return switch (VideoAccessRule.of(
                Capability.REQUEST_EXPORT, person.role(), person.districts(), cameraDistrict, covered)) {
            case ALLOWED ->
                covered ? new Decision.Allowed(caseNo) : refused(ProblemType.CASE_NEEDED, person, cameraDistrict);
            case FORBIDDEN -> refused(ProblemType.FORBIDDEN, person, cameraDistrict);
            case CASE_NEEDED -> refused(ProblemType.CASE_NEEDED, person, cameraDistrict);
            case APPROVAL_NEEDED -> refused(ProblemType.APPROVAL_NEEDED, person, cameraDistrict);
        };
    }

    private static VideoAccessRule.Decision of(Person person, String cameraDistrict, boolean covered) {
        return VideoAccessRule.of(Capability.PLAYBACK, person.role(), person.districts(), cameraDistrict, covered);
    }

    private static Decision refused(ProblemType reason, Person person, String cameraDistrict) {
        boolean foreign = !person.belongsTo(cameraDistrict);
        return new Decision.Refused(reason, foreign ? ProblemType.NOT_FOUND : reason);
    }
}
