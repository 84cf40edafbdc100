package metro.cctv.contracts.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a sealed file is whole, without opening it: after a crash its last chunk may be cut off.
 *
 * @param goodBytes end of the last chunk with which pictures end; 0: none
 * @param plainBytes of MP4 up to there
 * @param endMicros when those pictures end, µs since 1970
 */
public record SegmentScan(long goodBytes, long plainBytes, long endMicros) {

    public static SegmentScan of(SeekableByteChannel file) throws IOException {
        long good = 0;
        long plain = 0;
        long end = 0;
        long plainSoFar = 0;
        for (Chunk chunk : chunks(file)) {
            plainSoFar += chunk.plainBytes();
            if (chunk.endMicros() == 0) continue;
            good = chunk.end();
            plain = plainSoFar;
            end = chunk.endMicros();
        }
        return new SegmentScan(good, plain, end);
    }

    /** Every whole chunk, in order. */
    static List<Chunk> chunks(SeekableByteChannel file) throws IOException {
        List<Chunk> found = new ArrayList<>();
        long at = headerLength(file);
        if (at == 0) return found;
        ByteBuffer head = ByteBuffer.allocate(SegmentFormat.CHUNK_HEADER);
        long size = file.size();
        while (at + SegmentFormat.CHUNK_HEADER + SegmentFormat.TAG_BYTES < size) {
            read(file, head.clear(), at);
            int plain = head.getInt();
            long end = head.getLong();
            long next = at + SegmentFormat.CHUNK_HEADER + plain + SegmentFormat.TAG_BYTES;
            if (plain < 1 || plain > SegmentFormat.MAX_CHUNK || next > size) break;
            found.add(new Chunk(at, plain, end));
            at = next;
        }
        return found;
    }

    /** @return 0 when the file is not a sealed recording */
    static int headerLength(SeekableByteChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(SegmentFormat.MAGIC.length + 2);
        if (file.size() < start.capacity()) return 0;
        read(file, start, 0);
        if (!SegmentFormat.isSealed(start.array())) return 0;
        int length = start.capacity() + Short.toUnsignedInt(start.getShort(SegmentFormat.MAGIC.length));
        return length > SegmentFormat.MAX_HEADER || length > file.size() ? 0 : length;
    }

    static void read(SeekableByteChannel file, ByteBuffer into, long at) throws IOException {
        file.position(at + into.position());
        while (into.hasRemaining())
            if (file.read(into) < 0) throw new DamagedRecordingException("the recording ends too early");
        into.flip();
    }

    /** @param at of its header in the file */
    record Chunk(long at, int plainBytes, long endMicros) {
        long end() {
            return at + SegmentFormat.CHUNK_HEADER + plainBytes + SegmentFormat.TAG_BYTES;
        }
    }
}
