package metro.cctv.registry.site;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import metro.cctv.registry.site.ImportJob.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Works a job off, step by step: each step's rows, report and progress commit together. */
@Component
class ImportRunner {
    private static final Logger log = LoggerFactory.getLogger(ImportRunner.class);
    static final String STOPPED =
            "The service stopped; what was done until then is in. Start the same file again: it is safe.";

    private final ImportJobStore jobs;
    private final FileImports imports;
    private final TransactionTemplate transaction;
    private final SiteProperties site;
    private final Clock clock;

    ImportRunner(
            ImportJobStore jobs,
            FileImports imports,
            TransactionTemplate transaction,
            SiteProperties site,
            Clock clock) {
        this.jobs = jobs;
        this.imports = imports;
        this.transaction = transaction;
        this.site = site;
        this.clock = clock;
    }

    /** @param stopping this process is about to end */
    void run(ImportJob job, Path file, BooleanSupplier stopping) {
        try (FileImport source = imports.open(job, file)) {
            jobs.counted(job.id(), source.countRows(), source.columns());
            State state = work(job, source, stopping);
            jobs.finish(
                    job.id(),
                    state,
                    stopping.getAsBoolean() && state == State.FAILED ? STOPPED : null,
                    clock.instant());
        } catch (FileRefused e) {
            jobs.finish(job.id(), State.FAILED, e.words(), clock.instant());
        } catch (DataAccessResourceFailureException
                | TransientDataAccessException
                | CannotCreateTransactionException e) {
            log.warn("Import {} ends: the database is away: {}", job.id(), e.getMessage());
            fail(
                    job.id(),
                    "The database went away; what was done until then is in. Start the same file again: it is safe.");
        } catch (IOException | RuntimeException e) {
            log.error("Import {} failed", job.id(), e);
            fail(job.id(), "Unexpected; our log has it under " + job.id() + ". What was done until then is in.");
        }
    }

    private State work(ImportJob job, FileImport source, BooleanSupplier stopping) {
        ImportTally tally = new ImportTally();
        if (!keep(job, tally, 0, source.begin())) return State.CANCELLED;
        long bytesDone = 0;
        try (var lanes = new ChunkLanes(site.chunksAtOnce())) {
            while (!stopping.getAsBoolean()) {
                FileImport.Chunk chunk = source.read(site.chunkRows());
                if (chunk == null) {
                    if (!lanes.allEnded()) return State.CANCELLED;
                    return keep(job, tally, bytesDone, source.end()) ? State.DONE : State.CANCELLED;
                }
                bytesDone = chunk.bytesDone();
                ChunkLanes.Work work = before -> step(job, chunk, tally, before);
                if (!(chunk.inTurn() ? lanes.alone(work) : lanes.beside(work))) return State.CANCELLED;
            }
        }
        return State.FAILED;
    }

    /** The tally belongs to whoever's turn it is. */
    private boolean step(ImportJob job, FileImport.Chunk chunk, ImportTally tally, ChunkLanes.Before before) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            ImportTally.Step step = chunk.take().get();
            if (!before.await()) {
                status.setRollbackOnly();
                return false;
            }
            int findings = tally.findings();
            tally.add(step);
            return store(job, tally, chunk.bytesDone(), findings, step.findings());
        }));
    }

    /** @return false when the job is to stop */
    private boolean keep(ImportJob job, ImportTally tally, long bytesDone, List<Finding> findings) {
        int before = tally.findings();
        tally.add(findings);
        return Boolean.TRUE.equals(transaction.execute(status -> store(job, tally, bytesDone, before, findings)));
    }

    private boolean store(ImportJob job, ImportTally tally, long bytesDone, int before, List<Finding> findings) {
        int room = Math.max(0, site.maxFindings() - before);
        jobs.addFindings(job.id(), before + 1, findings.subList(0, Math.min(room, findings.size())));
        if (before <= site.maxFindings() && tally.findings() > site.maxFindings())
            jobs.addFindings(
                    job.id(),
                    tally.findings() + 1,
                    List.of(new Finding(
                            null,
                            null,
                            null,
                            FindingCode.MORE_FINDINGS,
                            "The report keeps its first " + site.maxFindings()
                                    + " lines; the numbers of the job count all.")));
        return jobs.progress(job.id(), tally, bytesDone, clock.instant());
    }

    private void fail(UUID id, @Nullable String problem) {
        try {
            jobs.finish(id, State.FAILED, problem, clock.instant());
        } catch (DataAccessException e) {
            log.warn("The end of import {} could not be written; it will count as stopped: {}", id, e.getMessage());
        }
    }
}
