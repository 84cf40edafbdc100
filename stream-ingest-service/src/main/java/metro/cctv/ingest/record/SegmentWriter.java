package metro.cctv.ingest.record;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.contracts.recording.CameraDayKey;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.Gap;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One camera's segments, one after another. Used by one writer thread at a time. */
final class SegmentWriter {
    private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);
    private static final Duration COMPLAIN_EVERY = Duration.ofMinutes(1);
    private static final int MAX_PENDING_GAPS = 16;

    private final String cameraId;
    private final String districtCode;
    private final Recordings recordings;
    private final List<Gap> gaps = new ArrayList<>();
    private final AtomicLong segments = new AtomicLong();

    private @Nullable SegmentFile open;
    private @Nullable CameraDayKey dayKey;
    private @Nullable Instant lastEnd;
    /** Disks on which nothing of an earlier life is open any more. */
    private final Set<RecordingDisk> settled = new HashSet<>();
    /** Disks that refused, and until when (nanoTime) they are left alone. */
    private final Map<RecordingDisk, Long> avoided = new HashMap<>();

    private GapCause whyMissing = GapCause.RECORDER;
    private String whyMissingDetail = "ingest was not running";
    private boolean diskTrouble;
    private long complainedNanos;

    SegmentWriter(String cameraId, String districtCode, Recordings recordings) {
        this.cameraId = cameraId;
        this.districtCode = districtCode;
        this.recordings = recordings;
    }

    long segments() {
        return segments.get();
    }

    void write(Fragment fragment) {
        for (int disks = disks().size(); disks > 0; disks--) {
            if (disks().stream().noneMatch(this::mayBe)) break;
            if (wrote(fragment)) return;
        }
        recordings.counters().droppedFragments.increment();
    }

    /** @return false: the disk refused, and another may be tried */
    private boolean wrote(Fragment fragment) {
        RecordingDisk at = null;
        try {
            settle();
            if (open != null && mustEndBefore(open, fragment)) {
                at = open.disk();
                close(open);
            }
            if (open == null) {
                at = null;
                Optional<Beginning> beginning = beginning(fragment);
                if (beginning.isEmpty()) return true;
                recordings.mustHaveRoom();
                at = recordings.placement().choose(this::isReady);
                begin(beginning.get(), at);
            }
            if (open != null) {
                at = open.disk();
                open.write(fragment);
            }
            recordings.counters().bytes.add(fragment.bytes());
            return true;
        } catch (IOException e) {
            onDiskTrouble(at, e);
            return false;
        }
    }

    /** The stream was interrupted: what comes next begins a new segment. */
    void interrupted(GapCause cause, String detail) {
        RecordingDisk at = open == null ? null : open.disk();
        try {
            settle();
            if (open != null) close(open);
        } catch (IOException e) {
            onDiskTrouble(at, e);
        }
        whyMissing = cause;
        whyMissingDetail = detail;
    }

    /** Once for each disk, before the first segment there: what a crash left behind, and where the last recording ended. */
    private void settle() throws IOException {
        if (lastEnd == null) lastEnd = recordings.lastEnd(cameraId).orElse(null);
        for (RecordingDisk disk : disks()) {
            if (settled.contains(disk) || !mayBe(disk)) continue;
            try {
                disk.salvage(cameraId)
                        .filter(end -> lastEnd == null || end.isAfter(lastEnd))
                        .ifPresent(end -> lastEnd = end);
                settled.add(disk);
            } catch (IOException e) {
                avoid(disk, e);
                if (disks().size() == 1) throw e;
            }
        }
    }

    private List<RecordingDisk> disks() {
        return recordings.placement().all();
    }

    private boolean mayBe(RecordingDisk disk) {
        Long until = avoided.get(disk);
        return until == null || System.nanoTime() - until >= 0;
    }

    private boolean isReady(RecordingDisk disk) {
        return mayBe(disk) && settled.contains(disk);
    }

    private void avoid(RecordingDisk disk, IOException e) {
        disk.refused(e);
        settled.remove(disk);
        leaveAlone(disk);
    }

    private void leaveAlone(RecordingDisk disk) {
        avoided.put(disk, System.nanoTime() + recordings.placement().retryNanos());
    }

    private boolean mustEndBefore(SegmentFile current, Fragment next) {
        AccessUnit first = next.first();
        if (!first.format().equals(current.format())) return true;
        long missingMicros = first.wallMicros() - current.endMicros();
        if (missingMicros > ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(GapPolicy.TOLERATED))) {
            whyMissing = GapCause.NETWORK;
            whyMissingDetail = "packets were lost";
            return true;
        }
        return first.keyFrame()
                && current.seconds() >= recordings.segmentLength().toMillis() / 1000.0;
    }

    /** What a segment needs to begin, besides a disk. */
    private record Beginning(AccessUnit first, Instant start, CameraDayKey key) {}

    private Optional<Beginning> beginning(Fragment fragment) {
        AccessUnit first = fragment.first();
        if (!first.keyFrame()) {
            recordings.counters().droppedFragments.increment();
            return Optional.empty();
        }
        Instant start =
                Instant.EPOCH.plus(first.wallMicros(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
        Optional<CameraDayKey> key = keyFor(start);
        if (key.isEmpty()) {
            whyMissing = GapCause.RECORDER;
            whyMissingDetail = "retention has given no recording key yet";
            recordings.counters().droppedFragments.increment();
        }
        return key.map(known -> new Beginning(first, start, known));
    }

    private void begin(Beginning beginning, RecordingDisk disk) throws IOException {
        if (lastEnd != null)
            GapPolicy.between(lastEnd, beginning.start(), whyMissing, whyMissingDetail)
                    .ifPresent(this::remember);
        byte[] init = FragmentedMp4.initSegment(beginning.first().format());
        var meta = OpenSegment.begin(
                cameraId,
                districtCode,
                beginning.start(),
                init.length,
                beginning.first().format(),
                beginning.key().keyId(),
                List.copyOf(gaps));
        if (recordings.mayNotLookForNames() || recordings.placement().hasFile(meta.objectKey()))
            meta = meta.withUniqueKey();
        open = SegmentFile.create(
                disk, meta, beginning.first(), init, beginning.key().newFile());
        gaps.clear();
        whyMissing = GapCause.CAMERA;
        whyMissingDetail = "no picture came";
        if (diskTrouble) log.warn("{}: recording goes on at {}", cameraId, disk.name());
        diskTrouble = false;
    }

    /** The camera's key of that day; a new one with each day and each start, for it is nowhere but in memory. */
    private Optional<CameraDayKey> keyFor(Instant start) {
        Optional<RecordingKey> recipient = recordings.keyring().find(districtCode, start);
        CameraDayKey known = dayKey;
        if (recipient.isPresent() && (known == null || !known.isFor(recipient.get())))
            dayKey = CameraDayKey.create(recipient.get(), cameraId);
        return recipient.isEmpty() ? Optional.empty() : Optional.ofNullable(dayKey);
    }

    /** Until a disk takes the segment that tells it. What is missing after it may have another cause. */
    private void remember(Gap gap) {
        if (gaps.size() == MAX_PENDING_GAPS) gaps.removeFirst();
        gaps.add(gap);
        lastEnd = gap.to();
    }

    /** fsync, move, fsync, spool, and only then forget the notes that salvage would need. */
    private void close(SegmentFile file) throws IOException {
        SegmentClosed closed = file.finish();
        recordings.handover().add(closed);
        file.forgetNote();
        recordings.rememberEnd(cameraId, closed.endedAt());
        file.disk().worked();
        lastEnd = closed.endedAt();
        open = null;
        segments.incrementAndGet();
        recordings.counters().segments.increment();
    }

    /**
     * Recording this camera goes on on another disk, or pauses where there is none; nothing else does. What is on the disk already
     * is salvaged at once, or when it takes writes again: until then the index has nothing of it, and the gap says so.
     */
    private void onDiskTrouble(@Nullable RecordingDisk at, IOException e) {
        recordings.counters().errors.increment();
        SegmentFile broken = open;
        open = null;
        if (broken != null) abandon(broken, e);
        boolean isDisks = at != null && !(e instanceof StateException);
        if (at != null) avoid(at, e);
        else disks().stream().filter(this::mayBe).toList().forEach(this::leaveAlone);
        whyMissing = GapCause.STORAGE;
        whyMissingDetail = isDisks
                ? "the disk refused: " + e.getClass().getSimpleName()
                : Objects.requireNonNullElse(e.getMessage(), "the recorder's own folder refused");
        if (!diskTrouble || System.nanoTime() - complainedNanos > COMPLAIN_EVERY.toNanos()) {
            complainedNanos = System.nanoTime();
            log.error(
                    disks().stream().anyMatch(this::mayBe)
                            ? "{}: RECORDING CHANGES DISKS: {}"
                            : "{}: RECORDING STOPPED, tried again after some seconds: {}",
                    cameraId,
                    whyMissingDetail,
                    e);
        }
        diskTrouble = true;
    }

    private void abandon(SegmentFile broken, IOException e) {
        try {
            broken.close();
            lastEnd = broken.disk().salvage(cameraId).orElse(broken.meta().startedAt());
        } catch (IOException also) {
            lastEnd = broken.meta().startedAt();
            e.addSuppressed(also);
        }
    }
}
