package metro.cctv.retention.destruction;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import metro.cctv.retention.RetentionProperties;
import metro.cctv.retention.key.RecordingKeys;
import metro.cctv.retention.key.RecordingKeys.DistrictDay;
import metro.cctv.retention.segment.RecordingFiles;
import metro.cctv.retention.segment.SegmentStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Destroys what is over its time, in three steps that may each be cut off by a crash: the decision is written (from then
 * on nobody sees the recordings), the files are unlinked and their folders synced, the proof is written. Every run first
 * finishes what an earlier one left.
 */
@Service
class DestructionJob {
    static final String SCHEDULE = "retention schedule";
    private static final Logger log = LoggerFactory.getLogger(DestructionJob.class);
    private static final int FILES_AT_ONCE = 500;

    private final DestructionStore store;
    private final RecordingFiles files;
    private final SegmentStore segments;
    private final RecordingKeys keys;
    private final DestructionClock clock;
    private final RetentionProperties retention;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile @Nullable String paused;

    DestructionJob(
            DestructionStore store,
            RecordingFiles files,
            SegmentStore segments,
            RecordingKeys keys,
            DestructionClock clock,
            RetentionProperties retention) {
        this.store = store;
        this.files = files;
        this.segments = segments;
        this.keys = keys;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(fixedDelayString = "${cctv.retention.destroy-every:1m}")
    void onSchedule() {
        try {
            run(SCHEDULE);
        } catch (RuntimeException e) {
            log.warn("Destruction waits for its next turn: {}", e.getMessage());
        }
    }

    /** Why nothing is destroyed at the moment, if so. */
    Optional<String> paused() {
        return Optional.ofNullable(paused);
    }

    /** @return how many recordings were destroyed */
    int run(String by) {
        oneAtATime.lock();
        try {
            if (!isClockBelieved()) return 0;
            int destroyed = 0;
            for (DestructionRecord left : store.unfinished()) destroyed += carryOut(left);
            Instant cutoff = clock.now().minus(retention.keep());
            while (true) {
                Optional<DestructionRecord> next =
                        store.begin(cutoff, FILES_AT_ONCE, rule(retention.keep()), by, clock.now());
                if (next.isEmpty()) break;
                destroyed += carryOut(next.get());
            }
            destroyKeys(cutoff, by);
            return destroyed;
        } finally {
            oneAtATime.unlock();
        }
    }

    /** A day's last recording has ended an hour into the next one; nothing living may need the key. */
    private void destroyKeys(Instant cutoff, String by) {
        LocalDate firstKept = cutoff.minusSeconds(SegmentStore.MAX_SECONDS)
                .atZone(ZoneOffset.UTC)
                .toLocalDate();
        for (DistrictDay key : keys.before(firstKept)) {
            if (segments.areSealedWith(key.districtCode(), key.day())) continue;
            keys.destroy(key);
            store.keyDestroyed(key, rule(retention.keep()), by, clock.now());
            keys.told(key);
            log.info("Destroyed the recording key {}", key.keyId());
        }
    }

    /** Runs something that must not run on a clock nobody believes. */
    boolean isClockBelieved() {
        Instant now = clock.now();
        Instant believed = store.believed().orElse(now);
        Optional<String> objection = ClockGuardRule.objection(now, believed, retention.maxClockStep());
        if (objection.isPresent() && paused == null) log.warn("Nothing is destroyed: {}", objection.get());
        paused = objection.orElse(null);
        if (objection.isEmpty()) store.believe(now.isAfter(believed) ? now : believed);
        return objection.isEmpty();
    }

    /**
     * A person says what time it is.
     *
     * @return false when the clock says something else: then it is the clock that needs care
     */
    boolean confirm(Instant said) {
        Instant now = clock.now();
        if (Duration.between(said, now).abs().compareTo(Duration.ofHours(1)) > 0) return false;
        store.believe(now);
        return isClockBelieved();
    }

    /** One that cannot be carried out stays unseen by everyone and is tried again; the others go on. */
    int carryOut(DestructionRecord record) {
        try {
            files.destroy(store.keysOf(record.destructionId()));
            store.finish(record, clock.now());
            log.info("Destroyed {} recordings of {} until {}", record.segments(), record.cameraId(), record.periodTo());
            return record.segments();
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            log.error(
                    "Destruction {} of {} is not finished: {}",
                    record.destructionId(),
                    record.cameraId(),
                    e.getMessage());
            return 0;
        }
    }

    static String rule(Duration keep) {
        return "kept for " + keep.toDays() + " days"
                + (keep.toHoursPart() == 0 ? "" : " and " + keep.toHoursPart() + " h");
    }
}
