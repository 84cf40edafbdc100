package metro.cctv.ingest.lease;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.contracts.lease.IngestLease;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes leases, by a producer of its own: it gives a lease up sooner than its writer does, so that as a rule none arrives
 * after the slot went to somebody else.
 */
final class LeaseWriter implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);
    private static final int DELIVERED_WITHIN_MS = 2_500;
    private static final int REQUEST_TIMEOUT_MS = 1_000;
    /** The thread that writes also answers to the group. */
    private static final int MAX_BLOCK_MS = 1_000;

    private final Producer<String, byte[]> producer;
    private final String group;
    private final byte[] owner;
    private final Headers addresses;

    /**
     * @param tokens of the slots whose leases are written
     * @param failure why some are missing, one of the reasons; null: none is
     */
    record Written(Map<Integer, Long> tokens, @Nullable Exception failure) {}

    LeaseWriter(Producer<String, byte[]> producer, LeaseSettings settings, String owner) {
        this.producer = producer;
        this.group = settings.group();
        this.addresses = new RecordHeaders();
        tell(IngestLease.ADDRESS, settings.address());
        tell(IngestLease.RTSP, settings.rtspAddress());
        this.owner = owner.getBytes(StandardCharsets.UTF_8);
    }

    private void tell(String header, String address) {
        if (!address.isEmpty()) addresses.add(header, address.getBytes(StandardCharsets.UTF_8));
    }

    /** @param connection bootstrap servers and security, as for every other client */
    static LeaseWriter connect(Map<String, Object> connection, LeaseSettings settings, String owner) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "lease-" + settings.instance());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERED_WITHIN_MS);
        return new LeaseWriter(
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()), settings, owner);
    }

    /** Sends all before it waits for the first; takes about 4 s at most. */
    Written write(Set<Integer> slots) throws InterruptedException {
        Map<Integer, Future<RecordMetadata>> sent = new HashMap<>();
        for (int slot : slots) {
            Future<RecordMetadata> lease =
                    producer.send(new ProducerRecord<>(IngestLease.TOPIC, slot, group, owner, addresses));
            sent.put(slot, lease);
            // No broker: each of the others would block for as long.
            if (lease.state() == Future.State.FAILED) break;
        }
        long deadline = System.nanoTime() + ANSWER_WITHIN.toNanos();
        Map<Integer, Long> tokens = new HashMap<>();
        Exception failure = null;
        for (var lease : sent.entrySet()) {
            try {
                long left = Math.max(0, deadline - System.nanoTime());
                tokens.put(
                        lease.getKey(),
                        lease.getValue().get(left, TimeUnit.NANOSECONDS).offset());
            } catch (ExecutionException | TimeoutException e) {
                failure = e;
            }
        }
        return new Written(tokens, failure);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
