package metro.cctv.registry.ptz;

import java.time.Clock;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.ptz.Steering.Hand;
import org.springframework.stereotype.Service;

/**
 * A case turns a camera to its place by itself, and back at its end; agency-link asks for it (ADR 0029). It weighs as much as
 * a person's work on a case, and yields to it.
 */
@Service
class CaseSteering {
    private final Steering steering;
    private final CaseGrants grants;
    private final HeadStore store;
    private final Clock clock;

    CaseSteering(Steering steering, CaseGrants grants, HeadStore store, Clock clock) {
        this.steering = steering;
        this.grants = grants;
        this.store = store;
        this.clock = clock;
    }

    /** @param agency whose case it is */
    record OfCase(String agency, String caseNo) {
        /** As the lease names it. */
        String holder() {
            return "case " + agency + " " + caseNo;
        }
    }

    /** @throws ProblemException {@code case-needed} while no grant of that case covers the camera */
    void turn(SteeredCamera camera, OfCase cause, String purpose, PtzCommand command, Hand hand) {
        if (!grants.openCases(cause.agency(), camera.cameraId(), clock.instant())
                .contains(cause.caseNo()))
            throw new ProblemException(ProblemType.CASE_NEEDED, "No open case with this number covers the camera.");
        steering.steer(camera, command, claim(cause, purpose), hand);
    }

    /** Home, unless somebody else has steered since. */
    void end(SteeredCamera camera, OfCase cause, Hand hand) {
        Lease last = store.find(camera.cameraId()).lease();
        if (last == null || !last.holder().equals(cause.holder()) || !camera.turns()) return;
        steering.steer(camera, new PtzCommand.Home(), claim(cause, "End of the case"), hand);
        store.release(camera.cameraId());
    }

    private static LeaseRule.Claim claim(OfCase cause, String purpose) {
        return new LeaseRule.Claim(cause.holder(), Role.SERVICE, Rank.CASE, purpose, cause.caseNo(), false);
    }
}
