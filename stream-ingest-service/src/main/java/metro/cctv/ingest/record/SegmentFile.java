package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metro.cctv.contracts.recording.SegmentSealer;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.ingest.media.VideoFormat;

/** One segment being written; used by one thread at a time. */
final class SegmentFile implements AutoCloseable {
    private final OpenSegment meta;
    private final VideoFormat format;
    private final long origin90k;
    private final Path part;
    private final SealedOutput out;
    private int fragments;
    private long endMicros;
    private long end90k;

    private SegmentFile(OpenSegment meta, VideoFormat format, long origin90k, Path part, SealedOutput out) {
        this.meta = meta;
        this.format = format;
        this.origin90k = origin90k;
        this.part = part;
        this.out = out;
    }

    /** @param part must not exist yet */
    static SegmentFile create(Path part, OpenSegment meta, AccessUnit first, byte[] init, SegmentSealer sealer)
            throws IOException {
        FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var out = new SealedOutput(file, sealer);
        out.put(init, List.of(), 0);
        return new SegmentFile(meta, first.format(), first.decodeTime90k(), part, out);
    }

    OpenSegment meta() {
        return meta;
    }

    VideoFormat format() {
        return format;
    }

    Path part() {
        return part;
    }

    /** Of the file. */
    long bytes() {
        return out.bytes();
    }

    /** Of the MP4 in it. */
    long mediaBytes() {
        return out.plainBytes();
    }

    long end90k() {
        return end90k;
    }

    long endMicros() {
        return endMicros;
    }

    /** Media time so far. */
    double seconds() {
        return fragments == 0 ? 0 : (end90k - origin90k) / (double) FragmentedMp4.TICKS_PER_SECOND;
    }

    void write(Fragment fragment) throws IOException {
        byte[] header = FragmentedMp4.fragmentHeader(++fragments, fragment.units(), origin90k, fragment.endTime90k());
        out.put(header, fragment.units(), fragment.endMicros());
        end90k = fragment.endTime90k();
        endMicros = fragment.endMicros();
    }

    /** Everything on disk. @return SHA-256 in hex */
    String finish() throws IOException {
        return out.finish();
    }

    Instant endedAt() {
        return Instant.EPOCH.plus(endMicros, ChronoUnit.MICROS);
    }

    /** Leaves the file as it is, for salvage. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
