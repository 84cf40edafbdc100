package metro.cctv.ingest.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import metro.cctv.contracts.recording.SegmentFormat;
import metro.cctv.contracts.recording.SegmentSealer;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;
import metro.cctv.store.Disk;

/**
 * Seals, hashes and writes. Each fragment goes to the kernel at once; the pictures are read once, from where the session put
 * them.
 */
final class SealedOutput implements AutoCloseable {
    /** One per writer thread: a district has far more open segments than writers. */
    private static final ThreadLocal<byte[]> CHUNK =
            ThreadLocal.withInitial(() -> new byte[SegmentSealer.sealedSize(SegmentFormat.MAX_CHUNK)]);

    private final Disk disk;
    private final Path path;
    private final FileChannel file;
    private final SegmentSealer sealer;
    private final MessageDigest digest = sha256();
    private long bytes;
    private long plainBytes;
    /** Of the chunk at hand. */
    private int at;

    private int room;

    /** @param path must not exist yet */
    SealedOutput(Disk disk, Path path, SegmentSealer sealer) throws IOException {
        this.disk = disk;
        this.path = path;
        this.file = disk.create(path);
        this.sealer = sealer;
        byte[] header = sealer.header();
        try {
            write(header, header.length);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    long bytes() {
        return bytes;
    }

    long plainBytes() {
        return plainBytes;
    }

    /** @param endMicros when the pictures end; 0: there are none */
    void put(byte[] head, List<AccessUnit> units, long endMicros) throws IOException {
        byte[] chunk = CHUNK.get();
        long left = head.length + FragmentedMp4.mediaBytes(units);
        plainBytes += left;
        room = 0;
        left = add(chunk, head, head.length, left, endMicros);
        for (AccessUnit unit : units) left = add(chunk, unit.data(), unit.length(), left, endMicros);
    }

    /** Everything on disk. @return SHA-256 of the file in hex */
    String finish() throws IOException {
        disk.sync(path, file);
        file.close();
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Leaves the file as it is, for salvage. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private long add(byte[] chunk, byte[] data, int length, long left, long endMicros) throws IOException {
        int from = 0;
        while (from < length) {
            if (room == 0) {
                room = (int) Math.min(left, SegmentFormat.MAX_CHUNK);
                at = sealer.begin(room, room == left ? endMicros : 0, chunk, 0);
            }
            int step = Math.min(room, length - from);
            at = sealer.add(data, from, step, chunk, at);
            from += step;
            room -= step;
            left -= step;
            if (room == 0) write(chunk, sealer.end(chunk, at));
        }
        return left;
    }

    private void write(byte[] data, int length) throws IOException {
        digest.update(data, 0, length);
        bytes += length;
        disk.append(path, file, ByteBuffer.wrap(data, 0, length));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
