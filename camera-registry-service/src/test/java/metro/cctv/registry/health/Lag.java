package metro.cctv.registry.health;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import metro.cctv.testkit.KafkaFixture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How many records a consumer group has still to take. */
public final class Lag {
    private static final Admin KAFKA = Admin.create(
            Map.<String, Object>of("bootstrap.servers", KafkaFixture.broker().getBrokersAsString()));

    private Lag() {}

    public static long of(String group, String topic) {
        try {
            Map<TopicPartition, OffsetAndMetadata> taken = KAFKA.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var partitions = KAFKA.describeTopics(java.util.List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            var ends = KAFKA.listOffsets(partitions.stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> {
                        OffsetAndMetadata offset = taken.get(end.getKey());
                        return end.getValue().offset() - (offset == null ? 0 : offset.offset());
                    })
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
