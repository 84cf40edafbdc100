package metro.cctv.retention.playback;

import java.util.List;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.segment.SegmentStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides on the camera's own district and the open cases, and tells the ledger. */
@Component
public class PlaybackDoor {
    private final CaseBook cases;
    private final SegmentStore segments;
    private final AuditTrail audit;

    PlaybackDoor(CaseBook cases, SegmentStore segments, AuditTrail audit) {
        this.cases = cases;
        this.segments = segments;
        this.audit = audit;
    }

    /** @throws ProblemException unless the caller may look at this camera's past now */
    Opening open(Caller caller, String cameraId, @Nullable String caseNo, String sourceAddress) {
        return open(
                caller,
                cameraId,
                caseNo,
                sourceAddress,
                "playback.view",
                (person, district, open) -> PlaybackRule.decide(person, district, open, caseNo));
    }

    /**
     * For a copy that leaves the house.
     *
     * @throws ProblemException unless the caller's agency may take one of this camera for this case now
     */
    public Opening openCopy(Caller caller, String cameraId, String caseNo, String sourceAddress) {
        return open(
                caller,
                cameraId,
                caseNo,
                sourceAddress,
                "clip.take",
                (person, district, open) -> PlaybackRule.decideCopy(person, district, open, caseNo));
    }

    @FunctionalInterface
    private interface Deciding {
        PlaybackRule.Decision decide(PlaybackRule.Person person, String district, List<String> openCases);
    }

    private Opening open(
            Caller caller,
            String cameraId,
            @Nullable String caseNo,
            String sourceAddress,
            String action,
            Deciding rule) {
        String district = cases.districtOf(cameraId)
                .or(() -> segments.districtOf(cameraId))
                .orElseThrow(PlaybackDoor::nothingThere);
        var person = new PlaybackRule.Person(caller.role(), caller.districts(), caller.agency());
        List<CaseBook.OpenCase> openCases = cases.openCases(person.caseHolder(), cameraId);
        List<String> numbers = openCases.stream().map(CaseBook.OpenCase::caseNo).toList();
        return switch (rule.decide(person, district, numbers)) {
            case PlaybackRule.Decision.Allowed allowed ->
                new Opening(district, allowed.caseNo(), purposeOf(openCases, allowed.caseNo()));
            case PlaybackRule.Decision.Refused refused -> {
                if (refused.shown() == refused.reason())
                    throw new ProblemException(
                            refused.reason(),
                            "Recordings of " + cameraId + ": "
                                    + refused.reason().title() + ".");
                audit.refused(
                        caller,
                        Access.to(action, "camera", cameraId)
                                .in(district)
                                .because(null, caseNo, null)
                                .from(sourceAddress),
                        refused.reason());
                throw nothingThere();
            }
        };
    }

    private static @Nullable String purposeOf(List<CaseBook.OpenCase> openCases, @Nullable String caseNo) {
        for (CaseBook.OpenCase open : openCases) if (open.caseNo().equals(caseNo)) return open.purpose();
        return null;
    }

    /** Before the first byte goes out. */
    void record(Caller caller, String cameraId, Opening opening, @Nullable String purpose, String sourceAddress) {
        audit.allowed(
                caller,
                Access.to("playback.view", "camera", cameraId)
                        .in(opening.district())
                        .because(purpose, opening.caseNo(), null)
                        .from(sourceAddress));
    }

    public static ProblemException nothingThere() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such recording.");
    }

    /**
     * @param caseNo the case that it is opened for, if one
     * @param purpose of that case's grant
     */
    public record Opening(
            String district,
            @Nullable String caseNo,
            @Nullable String purpose) {}
}
