package metro.cctv.registry.site;

import java.util.Arrays;

/** A set of 64-bit fingerprints in one array: a file's hundred thousands of ids take megabytes, not a heap. */
final class Fingerprints {
    private static final long FREE = 0;

    private long[] slots = new long[1 << 12];
    private int size;

    /** @return false when it was there already */
    boolean add(long fingerprint) {
        if (size * 2 >= slots.length) grow();
        return put(slots, fingerprint == FREE ? 1 : fingerprint);
    }

    boolean contains(long fingerprint) {
        long wanted = fingerprint == FREE ? 1 : fingerprint;
        int i = start(slots, wanted);
        while (slots[i] != FREE) {
            if (slots[i] == wanted) return true;
            i = i + 1 & slots.length - 1;
        }
        return false;
    }

    private boolean put(long[] into, long fingerprint) {
        int i = start(into, fingerprint);
        while (into[i] != FREE) {
            if (into[i] == fingerprint) return false;
            i = i + 1 & into.length - 1;
        }
        into[i] = fingerprint;
        size++;
        return true;
    }

    private void grow() {
        long[] old = slots;
        long[] wider = new long[old.length * 2];
        size = 0;
        Arrays.stream(old).filter(f -> f != FREE).forEach(f -> put(wider, f));
        slots = wider;
    }

    private static int start(long[] in, long fingerprint) {
        return (int) (fingerprint ^ fingerprint >>> 32) & in.length - 1;
    }
}
