package metro.cctv.link.incident;

import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.problem.ProblemType;

/** Who of the centre may read and who may work on alerts and incidents, from the one table. */
public final class IncidentRoles {
    private IncidentRoles() {}

    public static void requireReader(Caller caller) {
        require(caller, Capability.READ_INCIDENTS);
    }

    public static void requireWorker(Caller caller) {
        require(caller, Capability.INCIDENTS);
    }

    private static void require(Caller caller, Capability capability) {
        if (AccessMatrix.right(caller.role(), capability) != Right.YES)
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Alerts and incidents are worked on by the control centre.");
    }
}
