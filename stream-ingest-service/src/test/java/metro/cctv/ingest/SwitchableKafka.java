package metro.cctv.ingest;

import java.util.concurrent.CompletableFuture;
import metro.cctv.chassis.messaging.EventPublisher;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** The real publisher with a plug that can be pulled: to its users Kafka is then away. */
final class SwitchableKafka extends EventPublisher {
    private volatile boolean away;

    SwitchableKafka(KafkaTemplate<String, byte[]> kafka) {
        super(kafka);
    }

    void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> send(String topic, String key, Object event) {
        return away ? refused() : super.send(topic, key, event);
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> sendBytes(String topic, String key, byte[] value) {
        return away ? refused() : super.sendBytes(topic, key, value);
    }

    private static CompletableFuture<SendResult<String, byte[]>> refused() {
        return CompletableFuture.failedFuture(new TimeoutException("the test pulled the plug"));
    }
}
