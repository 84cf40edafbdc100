package metro.cctv.registry.camera;

import java.util.Set;
import metro.cctv.chassis.door.Caller;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;

/**
 * Who may do what with a camera's entry. That a camera stands there is public by law (a sign says so), hence anyone with
 * an account may read places, names and health; how to reach its stream is for those who run it.
 */
public final class CameraRightsRule {
    private CameraRightsRule() {}

    /** Addresses and papers: those who run cameras, and the leads of its district. */
    public static boolean maySeeStreams(Role role, Set<String> districts, String cameraDistrict) {
        if (role == Role.SERVICE) return true;
        return (has(role, Capability.CAMERAS) || role == Role.LEAD) && isOwn(districts, cameraDistrict);
    }

    public static boolean maySeeSecurity(Role role, Set<String> districts, String cameraDistrict) {
        return role == Role.SERVICE || has(role, Capability.POSTURE) && isOwn(districts, cameraDistrict);
    }

    /** Who changed what: for those who answer for others' work. */
    public static boolean maySeeHistory(Role role, Set<String> districts, String cameraDistrict) {
        if (role == Role.SERVICE) return true;
        return switch (AccessMatrix.right(role, Capability.AUDIT_LOG)) {
            case ALL -> true;
            case TEAM, AGENCY -> isOwn(districts, cameraDistrict);
            case NO, YES, OPEN_CASE, SECOND_PERSON, PERMIT, OWN, TEST_IMAGE -> false;
        };
    }

    /** @throws metro.cctv.chassis.problem.ProblemException {@code forbidden} for a role that changes no cameras */
    public static void requireWriter(Caller caller) {
        if (caller.role() != Role.SERVICE) caller.require(Capability.CAMERAS);
    }

    /** Nobody changes another district's cameras. */
    public static boolean isWithinReach(Role role, Set<String> districts, String cameraDistrict) {
        return role == Role.SERVICE || isOwn(districts, cameraDistrict);
    }

    private static boolean isOwn(Set<String> districts, String cameraDistrict) {
        return districts.contains(VideoAccessRule.ALL_DISTRICTS) || districts.contains(cameraDistrict);
    }

    private static boolean has(Role role, Capability capability) {
        return AccessMatrix.right(role, capability) == Right.YES;
    }
}
