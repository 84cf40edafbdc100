package metro.cctv.ingest.record;

import java.io.IOException;
import metro.cctv.contracts.segment.SegmentClosed;

/** What comes after a segment lies whole on a disk. */
@FunctionalInterface
interface Handover {
    /** Returns when it survives a power cut that this is still to be done. */
    void add(SegmentClosed segment) throws IOException;
}
