package metro.cctv.registry.zone;

import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;

/** Whose zones count at once, whose wait for a second person, and who that may be (domain.md §G, column rules). */
final class ZoneRightsRule {
    private ZoneRightsRule() {}

    /** Our own services draw what the city's files say. */
    static boolean countsAtOnce(Role role) {
        return role == Role.SERVICE || AccessMatrix.right(role, Capability.RULES) == Right.YES;
    }

    static boolean mayPropose(Role role) {
        return countsAtOnce(role) || AccessMatrix.right(role, Capability.RULES) == Right.SECOND_PERSON;
    }

    /** Whoever may draw may approve, but nobody what he drew himself: two pairs of eyes, whatever the role. */
    static boolean mayApprove(Role role, String approver, String author) {
        return mayPropose(role) && !approver.equals(author);
    }

    /** Taking back one's own is a rejection, too. */
    static boolean mayReject(Role role) {
        return mayPropose(role);
    }
}
