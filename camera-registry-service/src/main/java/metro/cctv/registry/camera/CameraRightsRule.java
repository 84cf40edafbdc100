package metro.cctv.registry.camera;

import java.util.Set;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.access.VideoAccessRule;

/**
 * Who may do what with a camera's entry. That a camera stands there is public by law (a sign says so), hence anyone with
 * an account may read places, names and health; how to reach its stream is for those who run it.
 */
final class CameraRightsRule {
    private CameraRightsRule() {}

    static boolean maySeeStreams(Role role, Set<String> districts, String cameraDistrict) {
        return switch (role) {
            case SERVICE -> true;
            case MANAGER, LEAD -> isOwn(districts, cameraDistrict);
            case OPERATOR,
                    SECONDED_OFFICER,
                    POLICE_112,
                    FIRE_119,
                    DISASTER_ROOM,
                    FIELD_UNIT,
                    PRIVACY_OFFICER,
                    RESEARCHER,
                    VENDOR,
                    AUDITOR -> false;
        };
    }

    static boolean mayWrite(Role role) {
        return role == Role.MANAGER || role == Role.SERVICE;
    }

    /** Rules are the manager's; the lead's, whom the matrix gives them with a second person, are his to draw too. */
    static boolean mayDrawZones(Role role) {
        if (role == Role.SERVICE) return true;
        Right right = AccessMatrix.right(role, Capability.RULES);
        return right == Right.YES || right == Right.SECOND_PERSON;
    }

    /** Nobody changes another district's cameras. */
    static boolean isWithinReach(Role role, Set<String> districts, String cameraDistrict) {
        return role == Role.SERVICE || isOwn(districts, cameraDistrict);
    }

    private static boolean isOwn(Set<String> districts, String cameraDistrict) {
        return districts.contains(VideoAccessRule.ALL_DISTRICTS) || districts.contains(cameraDistrict);
    }
}
