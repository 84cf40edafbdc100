package metro.cctv.registry.outage;

import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;

/** Who works on outages: the matrix' own column, in one's own districts. */
final class OutageRightsRule {
    private OutageRightsRule() {}

    static boolean mayWork(Role role) {
        return AccessMatrix.right(role, Capability.OUTAGES) == Right.YES;
    }
}
