package metro.cctv.analytics.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import metro.cctv.analytics.alert.AlertWriter.Ticket;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is done: no further than the oldest frame that is not handled, or whose alert is not stored yet. */
final class PartitionProgress {
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    private static final class Progress {
        private final NavigableSet<Long> taken = new TreeSet<>();
        private final NavigableMap<Long, List<Ticket>> waiting = new TreeMap<>();
        private long next;
        private long committed = -1;

        private long done() {
            while (!waiting.isEmpty()
                    && waiting.firstEntry().getValue().stream().allMatch(Ticket::isStored)) waiting.pollFirstEntry();
            long done = waiting.isEmpty() ? next : waiting.firstKey();
            return taken.isEmpty() ? done : Math.min(done, taken.first());
        }
    }

    /** A frame has come; frames are handled in any order. */
    void taken(TopicPartition partition, long offset) {
        Progress progress = partitions.computeIfAbsent(partition, p -> new Progress());
        progress.taken.add(offset);
        progress.next = Math.max(progress.next, offset + 1);
    }

    /** @param tickets of alerts in it that are on their way to the database */
    void handled(TopicPartition partition, long offset, List<Ticket> tickets) {
        Progress progress = partitions.get(partition);
        if (progress == null) return; // given away meanwhile
        progress.taken.remove(offset);
        if (!tickets.isEmpty()) progress.waiting.put(offset, tickets);
    }

    /** What can be committed and is not yet. */
    Map<TopicPartition, OffsetAndMetadata> due() {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        partitions.forEach((partition, progress) -> {
            long done = progress.done();
            if (done > progress.committed) due.put(partition, new OffsetAndMetadata(done));
        });
        return due;
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            Progress progress = partitions.get(partition);
            if (progress != null) progress.committed = offset.offset();
        });
    }

    void clear() {
        partitions.clear();
    }

    void forget(TopicPartition partition) {
        partitions.remove(partition);
    }
}
