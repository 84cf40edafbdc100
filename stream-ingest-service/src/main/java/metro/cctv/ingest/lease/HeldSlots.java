package metro.cctv.ingest.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import metro.cctv.contracts.lease.IngestLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots that this process holds, each with its fencing token; the slots also on disk, for a start without Kafka. */
final class HeldSlots {
    private static final Logger log = LoggerFactory.getLogger(HeldSlots.class);
    /** Of a slot that is held without Kafka's word: any lease is newer. */
    static final long STAND_IN = -1;

    private final Path file;
    private final Map<Integer, Long> tokens = new ConcurrentHashMap<>();

    HeldSlots(Path file) {
        this.file = file;
    }

    boolean holds(int slot) {
        return tokens.containsKey(slot);
    }

    Set<Integer> slots() {
        return Set.copyOf(tokens.keySet());
    }

    /** @param token grows with every owner of the slot */
    void take(int slot, long token) {
        tokens.put(slot, token);
    }

    void release(int slot) {
        tokens.remove(slot);
    }

    /** @return whether there were slots that are held without Kafka's word */
    boolean dropStandIns() {
        return tokens.values().removeIf(token -> token == STAND_IN);
    }

    /** Whether a lease of somebody else is newer than ours. */
    boolean isFenced(int slot, long otherToken) {
        Long ours = tokens.get(slot);
        return ours != null && otherToken > ours;
    }

    void remember() {
        String text =
                new TreeSet<>(tokens.keySet()).stream().map(String::valueOf).collect(Collectors.joining(" "));
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn(
                    "The slots held cannot be written down: a start without Kafka will use older ones: {}",
                    e.toString());
        }
    }

    Set<Integer> remembered() {
        try {
            if (!Files.exists(file)) return Set.of();
            return java.util.Arrays.stream(Files.readString(file).trim().split(" "))
                    .filter(word -> word.matches("\\d{1,3}"))
                    .map(Integer::valueOf)
                    .filter(slot -> slot < IngestLease.SLOTS)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            log.warn("The slots held last cannot be read: {}", e.toString());
            return Set.of();
        }
    }
}
