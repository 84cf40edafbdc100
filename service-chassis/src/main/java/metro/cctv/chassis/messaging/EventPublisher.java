package metro.cctv.chassis.messaging;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Sends events straight to Kafka. What must not be lost goes through an outbox or a spool instead. */
public class EventPublisher {
    private final KafkaTemplate<String, byte[]> kafka;

    public EventPublisher(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** @return completes when the brokers have it */
    public CompletableFuture<SendResult<String, byte[]>> send(String topic, String key, Object event) {
        return kafka.send(topic, key, EventJson.MAPPER.writeValueAsBytes(event));
    }

    /** @param value already serialised; null is a tombstone */
    public CompletableFuture<SendResult<String, byte[]>> sendBytes(String topic, String key, byte @Nullable [] value) {
        return kafka.send(new ProducerRecord<>(topic, key, value));
    }
}
