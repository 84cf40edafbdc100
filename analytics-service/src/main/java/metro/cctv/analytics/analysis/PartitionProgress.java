package metro.cctv.analytics.analysis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metro.cctv.analytics.alert.AlertWriter.Ticket;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is done: no further than the oldest frame whose alert is not stored yet. */
final class PartitionProgress {
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    private static final class Progress {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private long next;
        private long committed = -1;

        private long done() {
            while (!waiting.isEmpty() && waiting.getFirst().ticket.isStored()) waiting.removeFirst();
            return waiting.isEmpty() ? next : waiting.getFirst().offset;
        }
    }

    private record Waiting(long offset, Ticket ticket) {}

    void handled(TopicPartition partition, long offset, List<Ticket> tickets) {
        Progress progress = partitions.computeIfAbsent(partition, p -> new Progress());
        progress.next = offset + 1;
        for (Ticket ticket : tickets) progress.waiting.addLast(new Waiting(offset, ticket));
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
