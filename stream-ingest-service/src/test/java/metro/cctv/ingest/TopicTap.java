package metro.cctv.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.frame.FrameMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that ingest says, in order of arrival. */
final class TopicTap implements AutoCloseable {
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;

    TopicTap(String servers) {
        thread = Thread.ofPlatform().daemon().start(() -> read(servers));
    }

    List<ConsumerRecord<String, byte[]>> of(String topic) {
        return records.stream().filter(r -> r.topic().equals(topic)).toList();
    }

    List<ConsumerRecord<String, byte[]>> of(String topic, String key) {
        return of(topic).stream().filter(r -> key.equals(r.key())).toList();
    }

    static FrameMetadata metadata(ConsumerRecord<String, byte[]> frame) {
        Map<String, String> headers = new HashMap<>();
        frame.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        return FrameMetadata.fromHeaders(headers);
    }

    private void read(String servers) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers, "group.id", "tap", "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.FRAME, Topics.SEGMENT, Topics.HEALTH, Topics.AUDIT));
            while (running) consumer.poll(Duration.ofMillis(200)).forEach(records::add);
        }
    }

    @Override
    public void close() {
        running = false;
    }
}
