package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import metro.cctv.chassis.messaging.EventJson;
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
    private static final Duration RETRY_DISK_AFTER = Duration.ofSeconds(5);
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
    private boolean settled;
    private GapCause whyMissing = GapCause.RECORDER;
    private String whyMissingDetail = "ingest was not running";
    private long retryDiskNanos;
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
        if (diskTrouble && System.nanoTime() - retryDiskNanos < 0) {
            recordings.counters().droppedFragments.increment();
            return;
        }
        try {
            settle();
            if (open != null && mustEndBefore(open, fragment)) close(open);
            if (open == null && !begin(fragment)) return;
            if (open != null) open.write(fragment);
            recordings.counters().bytes.add(fragment.bytes());
        } catch (IOException e) {
            onDiskTrouble(e);
        }
    }

    /** The stream was interrupted: what comes next begins a new segment. */
    void interrupted(GapCause cause, String detail) {
        try {
            settle();
            if (open != null) close(open);
        } catch (IOException e) {
            onDiskTrouble(e);
        }
        whyMissing = cause;
        whyMissingDetail = detail;
    }

    /** Once, before the first segment: what a crash left behind, and where the last recording ended. */
    private void settle() throws IOException {
        if (settled) return;
        Files.createDirectories(recordings.openFolder(cameraId));
        Optional<Instant> salvaged = recordings.salvage(cameraId);
        Optional<Instant> remembered = recordings.lastEnd(cameraId);
        if (lastEnd == null) lastEnd = salvaged.or(() -> remembered).orElse(null);
        settled = true;
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

    private boolean begin(Fragment fragment) throws IOException {
        AccessUnit first = fragment.first();
        if (!first.keyFrame()) {
            recordings.counters().droppedFragments.increment();
            return false;
        }
        Instant start =
                Instant.EPOCH.plus(first.wallMicros(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS);
        Optional<CameraDayKey> key = keyFor(start);
        if (key.isEmpty()) {
            whyMissing = GapCause.RECORDER;
            whyMissingDetail = "retention has given no recording key yet";
            recordings.counters().droppedFragments.increment();
            return false;
        }
        if (lastEnd != null)
            GapPolicy.between(lastEnd, start, whyMissing, whyMissingDetail).ifPresent(this::remember);
        whyMissing = GapCause.CAMERA;
        whyMissingDetail = "no picture came";
        byte[] init = FragmentedMp4.initSegment(first.format());
        String keyId = key.get().keyId();
        var meta =
                OpenSegment.begin(cameraId, districtCode, start, init.length, first.format(), keyId, List.copyOf(gaps));
        if (Files.exists(meta.fileBelow(recordings.root()))) meta = meta.withUniqueKey();
        Path folder = recordings.openFolder(cameraId);
        Files.write(folder.resolve(meta.segmentId() + Salvage.META), EventJson.MAPPER.writeValueAsBytes(meta));
        open = SegmentFile.create(
                folder.resolve(meta.segmentId() + Salvage.PART),
                meta,
                first,
                init,
                key.get().newFile());
        gaps.clear();
        if (diskTrouble) log.warn("{}: recording goes on", cameraId);
        diskTrouble = false;
        return true;
    }

    /** The camera's key of that day; a new one with each day and each start, for it is nowhere but in memory. */
    private Optional<CameraDayKey> keyFor(Instant start) {
        Optional<RecordingKey> recipient = recordings.keyring().find(districtCode, start);
        CameraDayKey known = dayKey;
        if (recipient.isPresent() && (known == null || !known.isFor(recipient.get())))
            dayKey = CameraDayKey.create(recipient.get(), cameraId);
        return recipient.isEmpty() ? Optional.empty() : Optional.ofNullable(dayKey);
    }

    private void remember(Gap gap) {
        if (gaps.size() == MAX_PENDING_GAPS) gaps.removeFirst();
        gaps.add(gap);
    }

    /** fsync, move, fsync, spool, and only then forget the notes that salvage would need. */
    private void close(SegmentFile file) throws IOException {
        String sha256 = file.finish();
        OpenSegment meta = file.meta();
        Path target = meta.fileBelow(recordings.root());
        Durable.moveInto(file.part(), target);
        SegmentClosed closed = meta.closed(file.endedAt(), file.bytes(), file.mediaBytes(), sha256);
        recordings.spool().add(closed);
        Files.delete(file.part().resolveSibling(meta.segmentId() + Salvage.META));
        recordings.rememberEnd(cameraId, closed.endedAt());
        lastEnd = closed.endedAt();
        open = null;
        segments.incrementAndGet();
        recordings.counters().segments.increment();
    }

    /** Recording this camera pauses, nothing else does. What is on disk already is salvaged before the next try. */
    private void onDiskTrouble(IOException e) {
        recordings.counters().errors.increment();
        SegmentFile broken = open;
        open = null;
        settled = false;
        if (broken != null) {
            lastEnd = broken.endedAt();
            try {
                broken.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
        }
        whyMissing = GapCause.STORAGE;
        whyMissingDetail = "the disk refused: " + e.getClass().getSimpleName();
        retryDiskNanos = System.nanoTime() + RETRY_DISK_AFTER.toNanos();
        if (!diskTrouble || System.nanoTime() - complainedNanos > COMPLAIN_EVERY.toNanos()) {
            complainedNanos = System.nanoTime();
            log.error(
                    "{}: RECORDING STOPPED, the disk refuses; tried again every {} s",
                    cameraId,
                    RETRY_DISK_AFTER.toSeconds(),
                    e);
        }
        diskTrouble = true;
    }
}
