package metro.cctv.ingest.session;

import java.util.ArrayDeque;

/**
 * Room for pictures that are still arriving. Packets of one picture come in a burst, so a loop's many cameras need only a few
 * of these at a time; what is handed on is an exact copy. Each thread has its own.
 */
final class Scratch {
    private static final int SMALLEST = 64 * 1024;
    private static final int CLASSES = 7;
    private static final int KEPT = 8;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final ArrayDeque<byte[]>[] free = deques();

    private Scratch() {}

    /** @param atLeast bytes, at most 4 MiB */
    static byte[] take(int atLeast) {
        int size = classOf(atLeast);
        byte[] known = OF_THREAD.get().free[size].poll();
        return known != null ? known : new byte[SMALLEST << size];
    }

    static void give(byte[] room) {
        ArrayDeque<byte[]> its = OF_THREAD.get().free[classOf(room.length)];
        if (its.size() < KEPT) its.push(room);
    }

    private static int classOf(int bytes) {
        int size = 32 - Integer.numberOfLeadingZeros((Math.max(bytes, 1) - 1) / SMALLEST);
        if (size >= CLASSES) throw new IllegalArgumentException(bytes + " bytes of scratch");
        return size;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<byte[]>[] deques() {
        ArrayDeque<byte[]>[] all = new ArrayDeque[CLASSES];
        for (int i = 0; i < CLASSES; i++) all[i] = new ArrayDeque<>(KEPT);
        return all;
    }
}
