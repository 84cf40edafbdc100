package metro.cctv.registry.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.health.StreamHealthChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

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
        List<StreamHealthChanged> said = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                said.add(read(record.value()));
            } catch (IllegalArgumentException e) {
                take(said, records);
                throw new BatchListenerFailedException("not a health event", e, record);
            }
        }
        take(said, records);
    }

    /** The error handler asks a record's failure whether to be patient: it gets the first. */
    private void take(List<StreamHealthChanged> said, List<ConsumerRecord<String, byte[]>> records) {
        try {
            intake.take(said);
        } catch (DataAccessException | TransactionException e) {
            throw new BatchListenerFailedException("health cannot be kept now", e, records.getFirst());
        }
    }

    @SuppressWarnings("NullAway") // an event of another hand may lack what ours always has
    private static StreamHealthChanged read(byte[] value) {
        if (value == null) throw new IllegalArgumentException("a tombstone says nothing of health");
        StreamHealthChanged said;
        try {
            said = EventJson.MAPPER.readValue(value, StreamHealthChanged.class);
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("not a StreamHealthChanged", e);
        }
        if (said == null
                || said.stream() == null
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
