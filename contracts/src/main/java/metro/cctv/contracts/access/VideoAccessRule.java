package metro.cctv.contracts.access;

import java.util.Set;

/** May this caller see (or steer, or play back) this camera? Decided on the camera's own district, never on a request parameter. */
public final class VideoAccessRule {
    /** Every district, for city-wide accounts. */
    public static final String ALL_DISTRICTS = "*";

    private VideoAccessRule() {}

    public enum Decision {
        ALLOWED,
        /** The role has no such right at all. */
        FORBIDDEN,
        /** The right exists, but no open case of the caller's agency covers this camera. */
        CASE_NEEDED,
        /** The right exists, but a second person must approve first. */
        APPROVAL_NEEDED
    }

    /**
     * @param callerDistricts districts the account belongs to, or {@link #ALL_DISTRICTS}
     * @param caseCoversCamera an open case of the caller's agency holds an active grant for this camera
     */
    public static Decision live(
            Role role, Set<String> callerDistricts, String cameraDistrict, boolean caseCoversCamera) {
        return decide(
                AccessMatrix.right(
                        role,
                        isOwn(callerDistricts, cameraDistrict) ? Capability.OWN_LIVE : Capability.OTHER_DISTRICT_LIVE),
                caseCoversCamera);
    }

    /** Playback and PTZ in another district need, besides their own right, the right to see that district. */
    public static Decision of(
            Capability capability,
            Role role,
            Set<String> callerDistricts,
            String cameraDistrict,
            boolean caseCoversCamera) {
        Decision wanted = decide(AccessMatrix.right(role, capability), caseCoversCamera);
        if (wanted != Decision.ALLOWED || isOwn(callerDistricts, cameraDistrict)) return wanted;
        return decide(AccessMatrix.right(role, Capability.OTHER_DISTRICT_LIVE), caseCoversCamera);
    }

    private static boolean isOwn(Set<String> callerDistricts, String cameraDistrict) {
        return callerDistricts.contains(ALL_DISTRICTS) || callerDistricts.contains(cameraDistrict);
    }

    private static Decision decide(Right right, boolean caseCoversCamera) {
        return switch (right) {
            case YES, ALL -> Decision.ALLOWED;
            case OPEN_CASE -> caseCoversCamera ? Decision.ALLOWED : Decision.CASE_NEEDED;
            case SECOND_PERSON -> Decision.APPROVAL_NEEDED;
            case NO, PERMIT, OWN, TEAM, AGENCY, TEST_IMAGE -> Decision.FORBIDDEN;
        };
    }
}
