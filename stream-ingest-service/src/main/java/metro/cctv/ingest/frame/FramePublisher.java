package metro.cctv.ingest.frame;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.frame.FrameMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Frames to Kafka. A frame is worth something for seconds only: what cannot be sent within {@link #FRESH} is dropped,
 * oldest first, and counted; nobody waits for it.
 */
public final class FramePublisher implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final long BUFFER_BYTES = 32L * 1024 * 1024;

    private final Producer<String, byte[]> kafka;
    private final LongAdder published = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    FramePublisher(Producer<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** @param connection bootstrap servers and security, as for every other client */
    public static FramePublisher connect(Map<String, Object> connection) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ProducerConfig.ACKS_CONFIG, "1");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) FRESH.toMillis());
        config.put(ProducerConfig.RETRIES_CONFIG, 3);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "ingest-frames");
        return new FramePublisher(new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
    }

    void publish(FrameMetadata metadata, byte[] jpeg) {
        var message = new ProducerRecord<>(Topics.FRAME, metadata.cameraId(), jpeg);
        metadata.toHeaders()
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            kafka.send(message, (sent, failure) -> (failure == null ? published : dropped).increment());
        } catch (RuntimeException e) {
            dropped.increment();
        }
    }

    public long published() {
        return published.sum();
    }

    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        kafka.close(Duration.ofSeconds(1));
    }
}
