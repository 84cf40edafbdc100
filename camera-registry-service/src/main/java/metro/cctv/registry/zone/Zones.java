package metro.cctv.registry.zone;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.camera.By;
import metro.cctv.registry.camera.By.What;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CameraChanges;
import metro.cctv.registry.zone.Proposal.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Drawing, proposing, approving. The camera's row is held meanwhile, so that nothing changes under a decision. */
@Service
class Zones {
    private final CameraChanges changes;
    private final ZoneStore store;
    private final ZoneProperties properties;
    private final Clock clock;

    Zones(CameraChanges changes, ZoneStore store, ZoneProperties properties, Clock clock) {
        this.changes = changes;
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param seen version of the camera they were drawn over; null: whatever stands there */
    @Transactional
    Camera draw(String cameraId, List<Zone> zones, @Nullable Long seen, Caller caller, @Nullable String reason) {
        By by = By.caller(caller, What.ZONES).because(reason);
        return changes.apply(cameraId, null, by, camera -> {
            checkSeen(cameraId, seen, camera.version());
            return camera.withZones(zones);
        });
    }

    /** @return its number; 0 when these zones count already */
    @Transactional
    int propose(String cameraId, List<Zone> zones, @Nullable Long seen, Caller caller, @Nullable String reason) {
        ZoneRule.objection(zones).ifPresent(words -> {
            throw new ProblemException(ProblemType.INVALID_FIELD, words + ".");
        });
        By by = By.caller(caller, What.ZONES).because(reason);
        int[] number = {0};
        var unused = changes.apply(cameraId, null, by, camera -> {
            checkSeen(cameraId, seen, camera.version());
            if (camera.state() == CameraState.RETIRED)
                throw new ProblemException(ProblemType.CONFLICT, "The camera is retired.");
            if (!camera.zones().equals(zones)) number[0] = add(cameraId, zones, caller, reason);
            return camera;
        });
        return number[0];
    }

    private int add(String cameraId, List<Zone> zones, Caller caller, @Nullable String reason) {
        Instant now = now();
        if (store.countOpen(cameraId, now) >= properties.maxOpen())
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    properties.maxOpen() + " proposals wait for this camera already; decide on them first.");
        return store.addProposal(
                cameraId,
                new Proposal(
                        0,
                        zones,
                        store.lastVersion(cameraId),
                        caller.subject(),
                        now,
                        now.plus(properties.proposalValid()),
                        reason,
                        State.OPEN,
                        null,
                        null,
                        null));
    }

    @Transactional
    Camera approve(String cameraId, int number, Caller caller) {
        By by = By.caller(caller, What.ZONES).because("proposal " + number);
        List<Proposal> approved = new ArrayList<>(1);
        Camera after = changes.apply(cameraId, null, by, camera -> {
            approved.add(approved(cameraId, number, caller));
            return camera.withZones(approved.getFirst().zones());
        });
        store.nameProposal(cameraId, after.version(), approved.getFirst());
        return after;
    }

    private Proposal approved(String cameraId, int number, Caller caller) {
        Proposal proposal = open(cameraId, number);
        if (!ZoneRightsRule.mayApprove(caller.role(), caller.subject(), proposal.proposedBy()))
            throw new ProblemException(
                    ProblemType.APPROVAL_NEEDED, "You drew this proposal; another person must approve it.");
        if (store.lastVersion(cameraId) != proposal.basedOn())
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The zones changed since proposal " + number + " was drawn; it must be drawn again.");
        store.decide(cameraId, number, State.APPROVED, caller.subject(), now(), null);
        return proposal;
    }

    @Transactional
    void reject(String cameraId, int number, Caller caller, String reason) {
        open(cameraId, number);
        store.decide(cameraId, number, State.REJECTED, caller.subject(), now(), reason);
    }

    private Proposal open(String cameraId, int number) {
        Proposal proposal = store.proposalForDecision(cameraId, number, now())
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No proposal " + number + "."));
        if (proposal.state() != State.OPEN)
            throw new ProblemException(
                    ProblemType.CONFLICT, "Proposal " + number + " is " + proposal.state() + " already.");
        return proposal;
    }

    /** Another change of the camera in between, say of its name, is no conflict: only the zones are asked about. */
    private void checkSeen(String cameraId, @Nullable Long seen, long current) {
        if (seen == null) return;
        long changed = store.lastVersion(cameraId);
        if (seen < changed || seen > current)
            throw new ProblemException(
                    ProblemType.CONFLICT, "The zones changed with version " + changed + "; read them again.");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
