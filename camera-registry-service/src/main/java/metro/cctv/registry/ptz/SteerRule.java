package metro.cctv.registry.ptz;

import java.util.List;
import java.util.Set;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Who may turn a camera, and with what weight; decided on the camera's own district and on the cases open this second. */
final class SteerRule {
    private SteerRule() {}

    /**
     * @param openCases numbers of the asker's agency's cases that cover this camera now, newest first
     * @param permitted a second person has allowed this account to turn this camera now
     */
    record Asker(Role role, Set<String> districts, List<String> openCases, boolean permitted) {}

    sealed interface Decision {
        /** @param caseNo the case that the right rests on, or that the asker named */
        record Allowed(Rank rank, @Nullable String caseNo) implements Decision {}

        record Refused(ProblemType type, String words) implements Decision {}
    }

    /** @param namedCase the case the asker says it is for; one that does not cover the camera is refused, not ignored */
    static Decision steer(Asker asker, String cameraDistrict, @Nullable String namedCase) {
        boolean covered = !asker.openCases().isEmpty();
        return switch (decide(asker, cameraDistrict, covered)) {
            case FORBIDDEN -> new Decision.Refused(ProblemType.FORBIDDEN, "This role does not turn cameras.");
            case CASE_NEEDED ->
                new Decision.Refused(
                        ProblemType.CASE_NEEDED,
                        "Turning this camera needs an open case of your agency that covers it.");
            case APPROVAL_NEEDED ->
                asker.permitted() && namedCase == null
                        ? new Decision.Allowed(Rank.OPERATOR, null)
                        : new Decision.Refused(
                                ProblemType.APPROVAL_NEEDED,
                                "A lead or manager of the camera's district must permit it first, for some minutes.");
            case ALLOWED -> {
                if (namedCase != null && !asker.openCases().contains(namedCase))
                    yield new Decision.Refused(
                            ProblemType.CASE_NEEDED,
                            "caseNo: no open case of your agency with this number covers the camera.");
                String caseNo = namedCase;
                if (caseNo == null && decide(asker, cameraDistrict, false) != VideoAccessRule.Decision.ALLOWED)
                    caseNo = asker.openCases().getFirst();
                Rank rank = caseNo != null ? Rank.CASE : asker.role() == Role.LEAD ? Rank.LEAD : Rank.OPERATOR;
                yield new Decision.Allowed(rank, caseNo);
            }
        };
    }

    /** Position and lease are for whoever may see the picture, or turn the camera. */
    static VideoAccessRule.Decision see(Asker asker, String cameraDistrict) {
        boolean covered = !asker.openCases().isEmpty();
        if (asker.permitted() || decide(asker, cameraDistrict, covered) == VideoAccessRule.Decision.ALLOWED)
            return VideoAccessRule.Decision.ALLOWED;
        return VideoAccessRule.live(asker.role(), asker.districts(), cameraDistrict, covered);
    }

    private static VideoAccessRule.Decision decide(Asker asker, String cameraDistrict, boolean covered) {
        return VideoAccessRule.of(Capability.PTZ, asker.role(), asker.districts(), cameraDistrict, covered);
    }
}
