package metro.cctv.retention.clip;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.playback.PlaybackDoor;
import metro.cctv.retention.playback.RecordingMedia;
import metro.cctv.retention.segment.Segment;
import metro.cctv.retention.segment.SegmentStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** An agency takes a copy for its open case. The case is asked for before the work, and again before the first byte. */
@Service
class Clips {
    private final PlaybackDoor door;
    private final SegmentStore segments;
    private final ClipMaker maker;
    private final ClipJobs jobs;
    private final ClipStore store;
    private final AuditTrail audit;
    private final ClipProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;

    Clips(
            PlaybackDoor door,
            SegmentStore segments,
            ClipMaker maker,
            ClipJobs jobs,
            ClipStore store,
            AuditTrail audit,
            ClipProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.door = door;
        this.segments = segments;
        this.maker = maker;
        this.jobs = jobs;
        this.store = store;
        this.audit = audit;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What somebody asks for. */
    record Wanted(String cameraId, Instant from, Instant to, String caseNo) {}

    /** Somebody's finished copy; close it when it is sent. */
    record Made(Clip clip, byte[] file, ClipJobs jobs, ClipJobs.Wish wish) implements AutoCloseable {
        @Override
        public void close() {
            jobs.sent(wish);
        }
    }

    /**
     * @param sourceAddress for the ledger
     * @return empty: it is still being made
     */
    Optional<Made> take(Caller caller, Wanted wanted, String sourceAddress) {
        String agency = agency(caller);
        checkSpan(wanted);
        door.openCopy(caller, wanted.cameraId(), wanted.caseNo(), sourceAddress);
        List<Segment> living = living(wanted);
        var mark = new Watermark(agency, caller.subject(), wanted.caseNo(), wanted.cameraId());
        var wish = new ClipJobs.Wish(agency, caller.subject(), wanted);
        Optional<byte[]> made = jobs.fetch(wish, () -> maker.make(living, wanted.from(), wanted.to(), mark));
        if (made.isEmpty()) return Optional.empty();
        boolean given = false;
        try {
            byte[] file = made.get();
            PlaybackDoor.Opening opening = door.openCopy(caller, wanted.cameraId(), wanted.caseNo(), sourceAddress);
            Clip clip = noted(caller, wanted, opening, file, sourceAddress);
            given = true;
            return Optional.of(new Made(clip, file, jobs, wish));
        } finally {
            if (!given) jobs.sent(wish);
        }
    }

    private void checkSpan(Wanted wanted) {
        if (!wanted.from().isBefore(wanted.to()))
            throw new ProblemException(ProblemType.INVALID_FIELD, "from: before to.");
        if (Duration.between(wanted.from(), wanted.to()).compareTo(properties.longest()) > 0)
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    "from, to: at most %d seconds apart."
                            .formatted(properties.longest().toSeconds()));
    }

    private List<Segment> living(Wanted wanted) {
        List<Segment> found = segments.within(wanted.cameraId(), wanted.from(), wanted.to());
        if (found.isEmpty()) throw new ProblemException(ProblemType.NOT_FOUND, "Nothing was recorded in that time.");
        List<Segment> living =
                found.stream().filter(segment -> !segment.doomed()).toList();
        if (living.isEmpty()) throw RecordingMedia.destroyed();
        return living;
    }

    /** The copy and its row in the ledger are known together, before a byte goes out. */
    private Clip noted(Caller caller, Wanted wanted, PlaybackDoor.Opening opening, byte[] file, String sourceAddress) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var clip = new Clip(
                UUID.randomUUID(),
                wanted.cameraId(),
                opening.district(),
                wanted.from(),
                wanted.to(),
                agency(caller),
                caller.subject(),
                wanted.caseNo(),
                sha256(file),
                file.length,
                now,
                now.plus(properties.keep()));
        transaction.executeWithoutResult(status -> {
            store.add(clip);
            audit.allowedTogether(
                    caller,
                    Access.to("clip.take", "camera", wanted.cameraId())
                            .in(opening.district())
                            .because(opening.purpose(), wanted.caseNo(), null)
                            .from(sourceAddress));
        });
        return clip;
    }

    private static String agency(Caller caller) {
        String agency = caller.agency();
        if (agency == null) throw new ProblemException(ProblemType.FORBIDDEN, "Clips are for linked agencies.");
        return agency;
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
