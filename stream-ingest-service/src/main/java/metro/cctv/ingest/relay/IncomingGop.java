package metro.cctv.ingest.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.media.FragmentedMp4;

/**
 * A key frame and what has come after it, for whoever joins now. Its fragments are made when the first joins and kept until the next key
 * frame: however many come at once, the stream's event loop copies each picture once. Event loop only.
 */
final class IncomingGop {
    /** A slow viewer must get each piece within the time of one send. */
    private static final int PIECE_BYTES = 128 * 1024;
    /** Beyond this it is not kept: a camera without key frames must not fill the memory. */
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private static final long MAX_TICKS = 20L * FragmentedMp4.TICKS_PER_SECOND;

    private final List<AccessUnit> units = new ArrayList<>();
    private final List<byte[]> pieces = new ArrayList<>();
    /** How many of the units the pieces hold. */
    private int cut;

    private long bytes;

    boolean isEmpty() {
        return units.isEmpty();
    }

    /** @return false: it has grown too large to be kept */
    boolean add(AccessUnit unit) {
        units.add(unit);
        bytes += unit.length();
        return bytes <= MAX_BYTES && unit.decodeTime90k() - first().decodeTime90k() <= MAX_TICKS;
    }

    AccessUnit first() {
        return units.getFirst();
    }

    AccessUnit last() {
        return units.getLast();
    }

    /** Not to be added to afterwards. */
    List<AccessUnit> units() {
        return units;
    }

    /**
     * All of it in fragments; the first begins with the key frame.
     *
     * @param sequence numbers of fragments to come
     * @param endTime90k decode time of what follows
     */
    List<byte[]> fragments(IntSupplier sequence, long endTime90k) {
        List<byte[]> all = new ArrayList<>();
        while (cut < units.size()) {
            int to = pieceEnd();
            boolean complete = to < units.size();
            long end = complete ? units.get(to).decodeTime90k() : endTime90k;
            byte[] fragment = FragmentedMp4.fragment(sequence.getAsInt(), units.subList(cut, to), 0, end);
            if (!complete) {
                all.add(fragment);
                break;
            }
            pieces.add(fragment);
            cut = to;
        }
        all.addAll(0, pieces);
        return all;
    }

    private int pieceEnd() {
        int to = cut;
        long size = 0;
        while (to < units.size() && (to == cut || size < PIECE_BYTES))
            size += units.get(to++).length();
        return to;
    }
}
