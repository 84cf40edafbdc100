package metro.cctv.ingest.record;

import java.util.List;
import java.util.OptionalInt;

/** On which disk the next segment goes: a healthy one, by chance in proportion to its free bytes, so that all are full at the same time. */
final class PlacementPolicy {
    private PlacementPolicy() {}

    /**
     * @param freeBytes beyond the headroom; none: it takes no segment
     * @param troubled refused somebody lately; taken only where no other has room
     */
    record Choice(long freeBytes, boolean troubled) {}

    /**
     * @param draw 0 to 1, without 1
     * @return empty: none has room
     */
    static OptionalInt choose(List<Choice> disks, double draw) {
        OptionalInt healthy = among(disks, false, draw);
        return healthy.isPresent() ? healthy : among(disks, true, draw);
    }

    private static OptionalInt among(List<Choice> disks, boolean troubled, double draw) {
        double all = 0;
        for (Choice disk : disks) all += weight(disk, troubled);
        double at = draw * all;
        for (int i = 0; i < disks.size(); i++) {
            double weight = weight(disks.get(i), troubled);
            if (weight > 0 && at < weight) return OptionalInt.of(i);
            at -= weight;
        }
        return OptionalInt.empty();
    }

    private static double weight(Choice disk, boolean troubled) {
        return disk.troubled() == troubled ? Math.max(0, disk.freeBytes()) : 0;
    }
}
