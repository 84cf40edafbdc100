package metro.cctv.registry.health;

import java.time.Instant;
import java.util.List;
import metro.cctv.chassis.messaging.EventBatch;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.health.StreamHealthChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * In batches: a metro repeats some thousand words a second. A word that cannot be read is parked, those before it count;
 * while the database is away the batch waits.
 */
@Component
class HealthListener {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final HealthIntake intake;

    HealthListener(HealthIntake intake) {
        this.intake = intake;
    }

    @KafkaListener(topics = Topics.HEALTH, groupId = "registry-health", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(records, record -> read(record.value()), intake::take);
    }

    @SuppressWarnings("NullAway") // an event of another hand may lack what ours always has
    private static StreamHealthChanged read(byte[] value) {
        StreamHealthChanged said = EventBatch.read(value, StreamHealthChanged.class);
        if (said.stream() == null
                || said.state() == null
                || said.cause() == null
                || said.detail() == null
                || said.since() == null
                || said.at() == null) throw new IllegalArgumentException("a field is missing");
        if (said.since().isBefore(EARLIEST) || said.at().isBefore(EARLIEST))
            throw new IllegalArgumentException("since, at: not before " + EARLIEST);
        return said;
    }
}
