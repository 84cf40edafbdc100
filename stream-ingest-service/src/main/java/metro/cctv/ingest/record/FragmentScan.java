package metro.cctv.ingest.record;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import metro.cctv.ingest.media.FragmentedMp4;

/**
 * How much of a segment file is whole: after a crash its last fragment may be cut off.
 *
 * @param goodBytes end of the last whole fragment; 0 when there is none
 * @param seconds media time up to there
 */
record FragmentScan(long goodBytes, double seconds) {
    private static final int BOX_HEADER = 8;
    private static final int MAX_MOOF = 16 * 1024 * 1024;
    private static final int MOOF = 0x6D6F6F66;
    private static final int MDAT = 0x6D646174;
    private static final int TRUN_FIXED = 88;

    static FragmentScan of(FileChannel file) throws IOException {
        long at = 0;
        long good = 0;
        long endTicks = 0;
        long pendingTicks = -1;
        while (at + BOX_HEADER <= file.size()) {
            ByteBuffer header = read(file, at, BOX_HEADER);
            long size = Integer.toUnsignedLong(header.getInt());
            int type = header.getInt();
            if (size < BOX_HEADER || at + size > file.size()) break;
            if (type == MOOF) {
                if (size > MAX_MOOF) break;
                pendingTicks = endOf(read(file, at, (int) size));
            } else if (type == MDAT && pendingTicks >= 0) {
                endTicks = pendingTicks;
                pendingTicks = -1;
                good = at + size;
            }
            at += size;
        }
        return new FragmentScan(good, endTicks / (double) FragmentedMp4.TICKS_PER_SECOND);
    }

    /** Our own moof has one layout: mfhd (16), traf, tfhd (16), tfdt v1 (20), trun with 16 bytes a sample. */
    private static long endOf(ByteBuffer moof) {
        if (moof.limit() < TRUN_FIXED) return -1;
        long ticks = moof.getLong(60);
        int samples = moof.getInt(80);
        if (samples < 0 || TRUN_FIXED + samples * 16L > moof.limit()) return -1;
        for (int i = 0; i < samples; i++) ticks += Integer.toUnsignedLong(moof.getInt(TRUN_FIXED + i * 16));
        return ticks;
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining())
            if (file.read(bytes, at + bytes.position()) < 0) throw new EOFException("file shrank while read");
        return bytes.flip();
    }
}
