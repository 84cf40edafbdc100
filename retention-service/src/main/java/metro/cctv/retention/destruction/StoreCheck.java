package metro.cctv.retention.destruction;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import metro.cctv.retention.RetentionProperties;
import metro.cctv.retention.segment.RecordingFiles;
import metro.cctv.retention.segment.Segment;
import metro.cctv.retention.segment.SegmentStore;
import metro.cctv.store.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Compares the disks and the bucket with the index. What has no right to be there any more goes: a recording that came back
 * after its destruction (from a backup, say), and one without a row that is over its time. The rest is reported.
 */
@Service
class StoreCheck {
    private static final Logger log = LoggerFactory.getLogger(StoreCheck.class);
    private static final int BATCH = 1_000;
    private static final int MAX_EXAMPLES = 100;
    /** Ingest tells of a segment seconds after it is whole; with Kafka away, later. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

    private static final String CAME_BACK = "destroyed before; it came back";

    private final SegmentStore segments;
    private final RecordingFiles files;
    private final DestructionStore store;
    private final DestructionJob job;
    private final DestructionClock clock;
    private final RetentionProperties retention;

    StoreCheck(
            SegmentStore segments,
            RecordingFiles files,
            DestructionStore store,
            DestructionJob job,
            DestructionClock clock,
            RetentionProperties retention) {
        this.segments = segments;
        this.files = files;
        this.store = store;
        this.job = job;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(cron = "0 30 3 * * *")
    void onSchedule() {
        try {
            Report report = run(DestructionJob.SCHEDULE);
            if (report.isClean()) return;
            log.warn(
                    "Store check: {} files without row, {} rows without file, {} leftovers destroyed",
                    report.filesWithoutRow(),
                    report.rowsWithoutFile(),
                    report.leftoversDestroyed());
        } catch (RuntimeException e) {
            log.warn("The store check failed: {}", e.getMessage());
        }
    }

    Report run(String by) {
        var report = new Tally();
        boolean believed = job.isClockBelieved();
        List<Stored> batch = new ArrayList<>(BATCH);
        files.walk(found -> {
            batch.add(found);
            if (batch.size() < BATCH) return;
            checkFiles(batch, believed, by, report);
            batch.clear();
        });
        checkFiles(batch, believed, by, report);
        checkRows(report);
        return report.report();
    }

    private void checkFiles(List<Stored> batch, boolean believed, String by, Tally report) {
        Set<String> keys = batch.stream().map(Stored::key).collect(Collectors.toSet());
        Set<String> known = segments.keysAmong(keys);
        Set<String> living = segments.livingKeysAmong(known);
        Instant now = clock.now();
        for (Stored found : batch) {
            report.files++;
            if (living.contains(found.key())) continue;
            boolean cameBack = known.contains(found.key());
            boolean onItsWay = !found.modifiedAt().isBefore(now.minus(ON_ITS_WAY));
            boolean over = !onItsWay && RecordedAtRule.of(found).isBefore(now.minus(retention.keep()));
            boolean mustGo = believed && (cameBack || over);
            String rule = cameBack ? CAME_BACK : DestructionJob.rule(retention.keep()) + "; it had no row";
            if (mustGo && destroyed(found, rule, by)) report.leftoversDestroyed++;
            else if (mustGo || cameBack || !onItsWay) report.without(found.key());
        }
    }

    /** One that cannot be destroyed now keeps no other from it; the job tries it again. */
    private boolean destroyed(Stored found, String rule, String by) {
        try {
            destroy(found, rule, by);
            return true;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            log.error("{} has no right to be there and is not destroyed: {}", found.key(), e.getMessage());
            return false;
        }
    }

    private void destroy(Stored found, String rule, String by) {
        Instant recordedAt = RecordedAtRule.of(found);
        String[] path = found.key().split("/");
        var record = new DestructionRecord(
                UUID.randomUUID(),
                path.length > 2 ? path[1] : "UNKNOWN",
                path[0],
                found.key(),
                recordedAt,
                recordedAt,
                1,
                found.bytes(),
                rule,
                by,
                clock.now(),
                null);
        store.insert(record);
        files.destroy(new TreeSet<>(Set.of(found.key())));
        store.finish(record, clock.now());
    }

    private void checkRows(Tally report) {
        UUID after = new UUID(0, 0);
        while (true) {
            List<Segment> batch = segments.livingAfter(after, BATCH);
            for (Segment segment : batch) {
                report.rows++;
                if (!isThere(segment)) report.missing(segment.id());
            }
            if (batch.size() < BATCH) return;
            after = batch.getLast().id();
        }
    }

    private boolean isThere(Segment segment) {
        try {
            return files.find(segment).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static final class Tally {
        private long files;
        private long rows;
        private long withoutRow;
        private long withoutFile;
        private long leftoversDestroyed;
        private final List<String> names = new ArrayList<>();
        private final List<UUID> ids = new ArrayList<>();

        void without(String key) {
            withoutRow++;
            if (names.size() < MAX_EXAMPLES) names.add(key);
        }

        void missing(UUID id) {
            withoutFile++;
            if (ids.size() < MAX_EXAMPLES) ids.add(id);
        }

        Report report() {
            return new Report(
                    files, rows, withoutRow, withoutFile, leftoversDestroyed, List.copyOf(names), List.copyOf(ids));
        }
    }

    /** @param fileExamples at most 100, as are {@code rowExamples} */
    record Report(
            long files,
            long rows,
            long filesWithoutRow,
            long rowsWithoutFile,
            long leftoversDestroyed,
            List<String> fileExamples,
            List<UUID> rowExamples) {
        boolean isClean() {
            return filesWithoutRow == 0 && rowsWithoutFile == 0 && leftoversDestroyed == 0;
        }
    }
}
