package metro.cctv.ingest.record;

import java.util.concurrent.atomic.LongAdder;

/** What recording did since the process started; for metrics. */
public final class RecordCounters {
    public final LongAdder segments = new LongAdder();
    public final LongAdder bytes = new LongAdder();
    /** Disk errors, and what failed unexpectedly. */
    public final LongAdder errors = new LongAdder();
    /** Segments that the bucket will never take: it has something else under their names. */
    public final LongAdder conflicts = new LongAdder();
    /** Fragments that found the queue full or no disk. */
    public final LongAdder droppedFragments = new LongAdder();
}
