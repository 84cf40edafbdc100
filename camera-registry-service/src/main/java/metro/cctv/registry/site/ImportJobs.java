package metro.cctv.registry.site;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.site.ImportJob.State;
import metro.cctv.registry.site.UploadSpool.Upload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Jobs in the order they came, one at a time in the whole system: a service of 160 MB has no room for two, and two files
 * that speak of the same district never race. A job belongs to the process that got its file; when that process dies the
 * job is called failed, never taken over.
 */
@Service
class ImportJobs implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ImportJobs.class);
    private static final long TURN_MS = 500;
    private static final long BEAT_MS = 5_000;

    private final UUID instance = UUID.randomUUID();
    private final ImportJobStore store;
    private final UploadSpool spool;
    private final ImportRunner runner;
    private final TransactionTemplate transaction;
    private final SiteProperties site;
    private final Clock clock;

    private @Nullable ScheduledExecutorService worker;
    private @Nullable ScheduledExecutorService heart;
    private volatile boolean running;

    ImportJobs(
            ImportJobStore store,
            UploadSpool spool,
            ImportRunner runner,
            TransactionTemplate transaction,
            SiteProperties site,
            Clock clock) {
        this.store = store;
        this.spool = spool;
        this.runner = runner;
        this.transaction = transaction;
        this.site = site;
        this.clock = clock;
    }

    /**
     * What can be known of the file by then refuses it before it is a job.
     *
     * @param allowed told of the job before it begins
     */
    ImportJob begin(
            FileFormat format,
            boolean dryRun,
            @Nullable TextEncoding told,
            long announcedBytes,
            InputStream body,
            Caller caller,
            Consumer<ImportJob> allowed)
            throws IOException {
        if (store.waiting() >= site.maxWaiting())
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    site.maxWaiting() + " imports wait already; try again when one is done.");
        UUID id = UUID.randomUUID();
        Upload upload = spool.receive(id, format, told, announcedBytes, body);
        boolean queued = false;
        try {
            Integer columns = columns(format, upload);
            ImportJob job = job(id, format, dryRun, upload, columns, caller);
            allowed.accept(job);
            store.insert(job, instance);
            queued = queue(job);
            return job;
        } finally {
            if (!queued) spool.delete(id);
        }
    }

    private static @Nullable Integer columns(FileFormat format, Upload upload) throws IOException {
        if (format != FileFormat.STANDARD) return null;
        try {
            return StandardImport.headerOf(upload.file(), upload.encoding())
                    .columns()
                    .size();
        } catch (FileRefused e) {
            throw UploadSpool.refused(e.words());
        }
    }

    private ImportJob job(
            UUID id, FileFormat format, boolean dryRun, Upload upload, @Nullable Integer columns, Caller caller) {
        return new ImportJob(
                id,
                format,
                dryRun,
                State.WAITING,
                upload.encoding(),
                columns,
                upload.bytes(),
                0,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                caller.subject(),
                caller.districts().stream().sorted().toList(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null);
    }

    private boolean queue(ImportJob job) {
        ScheduledExecutorService queue = worker;
        if (queue == null || !running) return false;
        queue.execute(() -> takeTurn(job));
        return true;
    }

    /** Another instance may be at work: then this waits, and whatever came after it waits, too. */
    private void takeTurn(ImportJob job) {
        boolean again = false;
        try {
            if (!running) return;
            Boolean mine = transaction.execute(status -> store.begin(job.id(), clock.instant()));
            if (Boolean.TRUE.equals(mine)) {
                runner.run(job, spool.fileOf(job.id()), () -> !running);
                return;
            }
            again = store.find(job.id())
                    .map(now -> now.state() == State.WAITING)
                    .orElse(false);
        } catch (RuntimeException e) {
            log.warn("Import {} could not take its turn: {}", job.id(), e.getMessage());
            again = true;
        } finally {
            ScheduledExecutorService queue = worker;
            if (again && running && queue != null) {
                var later = queue.schedule(() -> takeTurn(job), TURN_MS, TimeUnit.MILLISECONDS);
                log.debug("Import {} waits: {}", job.id(), later);
            } else spool.delete(job.id());
        }
    }

    /** @throws ProblemException {@code not-found} also for a job of somebody else, unless the caller has the whole city */
    ImportJob get(String jobId, Caller caller) {
        UUID id;
        try {
            id = UUID.fromString(jobId);
        } catch (IllegalArgumentException e) {
            throw noSuch();
        }
        return store.find(id).filter(job -> maySee(job, caller)).orElseThrow(ImportJobs::noSuch);
    }

    List<ImportJob> list(Caller caller, int limit) {
        return store.list(caller.isOfWholeCity() ? null : caller.subject(), limit);
    }

    /** What is done stays done. A job that is over stays as it is. */
    ImportJob cancel(ImportJob job) {
        store.cancel(job.id(), clock.instant());
        return store.find(job.id()).orElseThrow(ImportJobs::noSuch);
    }

    private static boolean maySee(ImportJob job, Caller caller) {
        return caller.isOfWholeCity() || job.startedBy().equals(caller.subject());
    }

    private static ProblemException noSuch() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such import.");
    }

    @Override
    public void start() {
        running = true;
        worker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("import").factory());
        ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("import-heart").factory());
        heart = beats;
        var each = beats.scheduleWithFixedDelay(this::beat, 0, BEAT_MS, TimeUnit.MILLISECONDS);
        log.debug("Imports are taken: {}", each);
    }

    private void beat() {
        try {
            store.beat(instance, clock.instant());
            store.failSilent(clock.instant().minus(site.silentAfter()), ImportRunner.STOPPED, clock.instant())
                    .forEach(spool::delete);
            store.deleteOld(site.keptJobs());
            spool.deleteForgotten(clock.instant());
        } catch (RuntimeException e) {
            log.warn("Imports cannot be looked after: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        ScheduledExecutorService queue = worker;
        ScheduledExecutorService beats = heart;
        if (queue == null || beats == null) return;
        beats.shutdownNow();
        queue.shutdown();
        try {
            if (!queue.awaitTermination(3, TimeUnit.SECONDS)) log.warn("An import did not stop in time");
            store.failOf(instance, ImportRunner.STOPPED, clock.instant()).forEach(spool::delete);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Imports could not be closed; they will count as stopped: {}", e.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
