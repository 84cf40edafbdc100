package metro.cctv.chassis.owner;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metro.cctv.contracts.lease.IngestLease;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Where the process is that pulls a camera, by the leases that ingest's processes write (ADR 0054). Every reader reads all of
 * them from the beginning; the last of a slot counts, as it does among the processes. While Kafka is away the last known stand.
 */
public final class CameraOwners implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CameraOwners.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long TRY_AGAIN_MS = 2_000;

    private final String group;
    private final String header;
    private final OwnerAddresses addresses;
    private final Map<String, Object> kafka;
    private CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread reader;

    private CameraOwners(String group, String header, OwnerHosts hosts, Map<String, Object> kafka) {
        this.group = group;
        this.header = header;
        this.addresses = new OwnerAddresses(group, header, hosts);
        this.kafka = kafka;
    }

    /**
     * Where the services' own requests go.
     *
     * @param group whose leases count; "": ingest is one process, nothing is read
     * @param hosts that a lease may name, else it is not believed; {@code *.name}: any below
     * @param kafka how consumers connect
     */
    public static CameraOwners web(String group, List<String> hosts, Map<String, Object> kafka) {
        return new CameraOwners(group, IngestLease.ADDRESS, new OwnerHosts(hosts, IngestLease::address), kafka);
    }

    /** Where agencies' video systems go; otherwise as {@link #web}. */
    public static CameraOwners rtsp(String group, List<String> hosts, Map<String, Object> kafka) {
        return new CameraOwners(group, IngestLease.RTSP, new OwnerHosts(hosts, IngestLease::rtspAddress), kafka);
    }

    /** @return the base address of the camera's owner; empty where no lease names one that is allowed */
    public Optional<URI> of(String cameraId) {
        return addresses.of(IngestLease.slotOf(cameraId));
    }

    @Override
    public void start() {
        if (group.isEmpty()) return;
        stopping = new CountDownLatch(1);
        reader = Thread.ofPlatform().daemon().name("owners-" + header).start(this::run);
    }

    @Override
    public void stop() {
        stopping.countDown();
        Thread running = reader;
        reader = null;
        try {
            if (running != null) running.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private void run() {
        boolean troubled = false;
        try {
            do {
                try (Consumer<String, byte[]> consumer = connect()) {
                    if (assign(consumer)) troubled = false;
                    while (stopping.getCount() > 0 && !consumer.assignment().isEmpty())
                        for (ConsumerRecord<String, byte[]> lease : consumer.poll(POLL)) addresses.take(lease);
                } catch (RuntimeException e) {
                    if (!troubled) log.warn("The cameras' owners cannot be read now: {}", e.toString());
                    troubled = true;
                }
            } while (!stopping.await(TRY_AGAIN_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Consumer<String, byte[]> connect() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "owners-" + header);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** @return false while there is no topic: no process of a group has begun yet */
    private static boolean assign(Consumer<String, byte[]> consumer) {
        List<PartitionInfo> slots = consumer.partitionsFor(IngestLease.TOPIC);
        if (slots == null || slots.isEmpty()) return false;
        List<TopicPartition> all = slots.stream()
                .map(slot -> new TopicPartition(slot.topic(), slot.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return true;
    }
}
