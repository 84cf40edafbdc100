package metro.cctv.ingest.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera's recorder as its session sees it: gathers pictures to fragments on the event loop and hands those to the
 * writer threads, in order, through a queue that is bounded in bytes.
 */
public final class Recorder {
    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    /**
     * So much is lost at most when the process is killed, besides what the kernel holds. A quarter of a second also lets pictures
     * die young: more in hand does not fit among the survivors of young collections, and full ones follow.
     */
    private static final long MAX_FRAGMENT_TICKS = FragmentedMp4.TICKS_PER_SECOND / 4;

    /** A large key picture goes on alone: cameras of one maker send theirs at the same moment. */
    private static final long MAX_FRAGMENT_BYTES = 128L * 1024;

    private static final long DEFAULT_FRAME_TICKS = FragmentedMp4.TICKS_PER_SECOND / 25;

    private final SegmentWriter writer;
    private final Executor writers;
    private final long maxQueuedBytes;
    private final WriteBudget budget;
    private final RecordCounters counters;

    private List<AccessUnit> gathered = new ArrayList<>();
    private long gatheredBytes;
    private long frameTicks = DEFAULT_FRAME_TICKS;
    private boolean waitForKey;

    private final Queue<Job> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean busy;

    private record Job(Runnable work, long bytes) {}

    Recorder(SegmentWriter writer, Executor writers, long maxQueuedBytes, WriteBudget budget, RecordCounters counters) {
        this.writer = writer;
        this.writers = writers;
        this.maxQueuedBytes = maxQueuedBytes;
        this.budget = budget;
        this.counters = counters;
    }

    /** Segments closed since the process started. */
    public long segments() {
        return writer.segments();
    }

    /** On the event loop. */
    public void accept(AccessUnit unit) {
        if (!gathered.isEmpty()) {
            AccessUnit last = gathered.getLast();
            long step = unit.decodeTime90k() - last.decodeTime90k();
            boolean hole = step > FragmentedMp4.TICKS_PER_SECOND;
            long span = unit.decodeTime90k() - gathered.getFirst().decodeTime90k();
            if (hole) handOver(last.decodeTime90k() + frameTicks, last.wallMicros() + micros(frameTicks));
            else if (unit.keyFrame() || span >= MAX_FRAGMENT_TICKS || gatheredBytes > MAX_FRAGMENT_BYTES)
                handOver(unit.decodeTime90k(), unit.wallMicros());
            if (!hole) frameTicks = step;
        }
        gathered.add(unit);
        gatheredBytes += unit.length();
    }

    /** On the event loop: the stream ended or broke off. The segment is closed; what follows tells this cause as its gap. */
    public void interrupted(Cause cause, String detail) {
        if (!gathered.isEmpty()) {
            AccessUnit last = gathered.getLast();
            handOver(last.decodeTime90k() + frameTicks, last.wallMicros() + micros(frameTicks));
        }
        GapCause gap = GapPolicy.of(cause);
        String told = cause + (detail.isEmpty() ? "" : ": " + detail);
        submit(new Job(() -> writer.interrupted(gap, told), 0));
    }

    private void handOver(long endTime90k, long endMicros) {
        var fragment = new Fragment(gathered, endTime90k, endMicros);
        long bytes = gatheredBytes;
        gathered = new ArrayList<>(fragment.units().size() + 2);
        gatheredBytes = 0;
        if (waitForKey && !fragment.first().keyFrame()) {
            counters.droppedFragments.increment();
            return;
        }
        waitForKey = false;
        synchronized (queue) {
            waitForKey = queuedBytes + bytes > maxQueuedBytes || !budget.take(bytes);
        }
        if (!waitForKey) {
            submit(new Job(() -> writer.write(fragment), bytes));
            return;
        }
        counters.droppedFragments.increment();
        submit(new Job(() -> writer.interrupted(GapCause.STORAGE, "the disk was too slow"), 0));
    }

    private void submit(Job job) {
        synchronized (queue) {
            queue.add(job);
            queuedBytes += job.bytes();
            if (busy) return;
            busy = true;
        }
        try {
            writers.execute(this::work);
        } catch (RejectedExecutionException e) {
            log.debug("shutting down, a fragment is not written");
        }
    }

    /** One job, then back to the end of the line: other cameras share the thread. */
    private void work() {
        Job job;
        synchronized (queue) {
            job = queue.remove();
        }
        try {
            job.work().run();
        } catch (RuntimeException e) {
            counters.errors.increment();
            log.error("A recorder failed unexpectedly", e);
        }
        budget.giveBack(job.bytes());
        synchronized (queue) {
            queuedBytes -= job.bytes();
            busy = !queue.isEmpty();
            if (!busy) return;
        }
        try {
            writers.execute(this::work);
        } catch (RejectedExecutionException e) {
            work(); // shutting down: this thread finishes what is queued
        }
    }

    private static long micros(long ticks) {
        return ticks * 100 / 9;
    }
}
