package metro.cctv.registry.ptz;

import java.time.Clock;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a caller may do with a head, with what is known of cases and permits this second. */
@Component
class SteererRights {
    private final CaseGrants grants;
    private final Permits permits;
    private final Clock clock;

    SteererRights(CaseGrants grants, Permits permits, Clock clock) {
        this.grants = grants;
        this.permits = permits;
        this.clock = clock;
    }

    SteerRule.Decision.Allowed steer(Caller caller, SteeredCamera camera, @Nullable String namedCase) {
        return switch (SteerRule.steer(asker(caller, camera), camera.districtCode(), namedCase)) {
            case SteerRule.Decision.Allowed allowed -> allowed;
            case SteerRule.Decision.Refused(ProblemType type, String words) -> throw new ProblemException(type, words);
        };
    }

    void see(Caller caller, SteeredCamera camera) {
        if (caller.role() == Role.SERVICE) return;
        switch (SteerRule.see(asker(caller, camera), camera.districtCode())) {
            case ALLOWED -> {}
            case CASE_NEEDED ->
                throw new ProblemException(
                        ProblemType.CASE_NEEDED,
                        "Seeing this camera needs an open case of your agency that covers it.");
            case APPROVAL_NEEDED ->
                throw new ProblemException(ProblemType.APPROVAL_NEEDED, "A second person must permit it first.");
            case FORBIDDEN -> throw new ProblemException(ProblemType.FORBIDDEN, "This role does not see cameras.");
        }
    }

    /** Arcs and home are part of how a camera is set up. */
    void setUp(Caller caller, SteeredCamera camera) {
        caller.require(Capability.CAMERAS);
        belongs(caller, camera);
    }

    /** Presets outlive a case: they are for those who set cameras up and those who may turn them without one. */
    void keepPresets(Caller caller, SteeredCamera camera) {
        if (!caller.may(Capability.PTZ)) caller.require(Capability.CAMERAS);
        belongs(caller, camera);
    }

    /** The second person for a vendor. */
    void permit(Caller caller, SteeredCamera camera) {
        if (caller.role() != Role.LEAD && caller.role() != Role.MANAGER)
            throw new ProblemException(ProblemType.FORBIDDEN, "Only a LEAD or MANAGER permits a vendor.");
        belongs(caller, camera);
    }

    private static void belongs(Caller caller, SteeredCamera camera) {
        if (!caller.belongsTo(camera.districtCode()))
            throw new ProblemException(ProblemType.NOT_FOUND, "No camera " + camera.cameraId() + ".");
    }

    private SteerRule.Asker asker(Caller caller, SteeredCamera camera) {
        boolean permitted =
                caller.role() == Role.VENDOR && permits.covers(caller.subject(), camera.cameraId(), clock.instant());
        return new SteerRule.Asker(
                caller.role(),
                caller.districts(),
                grants.openCases(caller.agency(), camera.cameraId(), clock.instant()),
                permitted);
    }
}
