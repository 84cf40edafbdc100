package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.ingest.media.VideoFormat;

/** One segment being written; used by one thread at a time. Hashed on the way, each fragment goes to the kernel at once. */
final class SegmentFile implements AutoCloseable {
    private static final int BLOCK = 256 * 1024;
    /** One per writer thread: a district has far more open segments than writers. */
    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BLOCK));

    private final OpenSegment meta;
    private final VideoFormat format;
    private final long origin90k;
    private final Path part;
    private final FileChannel out;
    private final MessageDigest digest = sha256();
    private long bytes;
    private int fragments;
    private long endMicros;
    private long end90k;

    private SegmentFile(OpenSegment meta, VideoFormat format, long origin90k, Path part, FileChannel out) {
        this.meta = meta;
        this.format = format;
        this.origin90k = origin90k;
        this.part = part;
        this.out = out;
    }

    /** @param part must not exist yet */
    static SegmentFile create(Path part, OpenSegment meta, AccessUnit first, byte[] init) throws IOException {
        FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var file = new SegmentFile(meta, first.format(), first.decodeTime90k(), part, out);
        file.put(init, init.length);
        file.flush();
        return file;
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

    long bytes() {
        return bytes;
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
        put(header, header.length);
        for (AccessUnit unit : fragment.units()) put(unit.data(), unit.length());
        flush();
        end90k = fragment.endTime90k();
        endMicros = fragment.endMicros();
    }

    /** Everything on disk. @return SHA-256 in hex */
    String finish() throws IOException {
        flush();
        out.force(true);
        out.close();
        return HexFormat.of().formatHex(digest.digest());
    }

    Instant endedAt() {
        return Instant.EPOCH.plus(endMicros, ChronoUnit.MICROS);
    }

    /** Leaves the file as it is, for salvage. */
    @Override
    public void close() throws IOException {
        BUFFER.get().clear();
        out.close();
    }

    private void put(byte[] data, int length) throws IOException {
        digest.update(data, 0, length);
        bytes += length;
        ByteBuffer buffer = BUFFER.get();
        int at = 0;
        while (at < length) {
            if (!buffer.hasRemaining()) flush();
            int step = Math.min(buffer.remaining(), length - at);
            buffer.put(data, at, step);
            at += step;
        }
    }

    private void flush() throws IOException {
        ByteBuffer buffer = BUFFER.get().flip();
        try {
            while (buffer.hasRemaining()) out.write(buffer);
        } finally {
            buffer.clear();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
