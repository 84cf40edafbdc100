package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.recording.SegmentSealer;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.ingest.media.VideoFormat;

/** One segment being written; used by one thread at a time. */
final class SegmentFile implements AutoCloseable {
    private final OpenSegment meta;
    private final VideoFormat format;
    private final long origin90k;
    private final RecordingDisk disk;
    private final Path part;
    private final SealedOutput out;
    private int fragments;
    private long endMicros;
    private long end90k;

    private SegmentFile(
            OpenSegment meta, VideoFormat format, long origin90k, RecordingDisk disk, Path part, SealedOutput out) {
        this.meta = meta;
        this.format = format;
        this.origin90k = origin90k;
        this.disk = disk;
        this.part = part;
        this.out = out;
    }

    /** Its note first, which salvage needs. */
    static SegmentFile create(RecordingDisk disk, OpenSegment meta, AccessUnit first, byte[] init, SegmentSealer sealer)
            throws IOException {
        Path folder = disk.openFolder(meta.cameraId());
        disk.disk().jot(folder.resolve(meta.segmentId() + Salvage.META), EventJson.MAPPER.writeValueAsBytes(meta));
        Path part = folder.resolve(meta.segmentId() + Salvage.PART);
        var out = new SealedOutput(disk.disk(), part, sealer);
        try {
            out.put(init, List.of(), 0);
        } catch (IOException e) {
            out.close();
            throw e;
        }
        return new SegmentFile(meta, first.format(), first.decodeTime90k(), disk, part, out);
    }

    OpenSegment meta() {
        return meta;
    }

    VideoFormat format() {
        return format;
    }

    RecordingDisk disk() {
        return disk;
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

    /** Everything on disk, at its place. The note stays until it is announced. */
    SegmentClosed finish() throws IOException {
        String sha256 = out.finish();
        disk.volume().put(meta.objectKey(), part);
        return meta.closed(endedAt(), out.bytes(), out.plainBytes(), sha256);
    }

    /** It is announced: nothing of it is open any more. */
    void forgetNote() throws IOException {
        disk.disk().remove(part.resolveSibling(meta.segmentId() + Salvage.META));
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
