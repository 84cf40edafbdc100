package metro.cctv.ingest.lease;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases by a Kafka consumer group (ADR 0026): a slot is a partition of a topic of leases. The cooperative protocol gives a
 * slot to the next process only after the last one let go of it or was silent for too long. The offset of the record that an
 * owner writes at the beginning is its fencing token: who sees a later one of somebody else in a slot of its own lets go.
 * While Kafka is away everybody keeps what it has.
 */
public final class SlotLeases implements Ownership {
    public static final String TOPIC = "cctv.ingest-lease.v1";

    private static final Logger log = LoggerFactory.getLogger(SlotLeases.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long ANSWER_WITHIN_MS = 3_000;
    private static final long TRY_AGAIN_MS = 1_000;

    private final LeaseSettings settings;
    /** Another one after every start: what a former run of ours wrote is somebody else's. */
    private final String owner;

    private final Map<String, Object> kafka;
    private final Producer<String, byte[]> producer;
    private final HeldSlots held;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final long startedNanos = System.nanoTime();
    private Listener listener = () -> {};
    /** Ours, but not pulled before their leases are written. */
    private final Set<Integer> unwritten = new TreeSet<>();

    private boolean toldByKafka;
    private boolean troubled;
    private @Nullable Thread thread;

    /**
     * @param kafka how consumers connect
     * @param producer closed with this
     * @param stateFolder remembers the slots held last
     */
    public SlotLeases(
            LeaseSettings settings, Map<String, Object> kafka, Producer<String, byte[]> producer, Path stateFolder) {
        this.settings = settings;
        this.owner = settings.instance() + "/" + UUID.randomUUID();
        this.kafka = new HashMap<>(kafka);
        this.producer = producer;
        this.held = new HeldSlots(stateFolder.resolve("slots"));
    }

    @Override
    public boolean owns(String cameraId) {
        return held.holds(SlotRule.slotOf(cameraId));
    }

    @Override
    public void start(Listener changes) {
        listener = changes;
        thread = Thread.ofPlatform().daemon().name("leases").start(this::run);
    }

    /** Leaves the group, so that others need not wait for our silence. */
    @Override
    public void close() {
        stopping.countDown();
        Thread running = thread;
        if (running == null) return;
        try {
            running.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }

    private void run() {
        try {
            while (!topicExists()) {
                standIn();
                if (stopping.await(TRY_AGAIN_MS, TimeUnit.MILLISECONDS)) return;
            }
            try (Consumer<String, byte[]> consumer = connect()) {
                consumer.subscribe(List.of(TOPIC), new Rebalance(consumer));
                while (stopping.getCount() > 0) turn(consumer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(Consumer<String, byte[]> consumer) throws InterruptedException {
        try {
            for (ConsumerRecord<String, byte[]> lease : consumer.poll(POLL)) fence(lease);
            if (!unwritten.isEmpty()) takeLeases(consumer);
            standIn();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) log.warn("Leases cannot be asked for now, what is held is kept: {}", e.toString());
            troubled = true;
            if (stopping.await(TRY_AGAIN_MS, TimeUnit.MILLISECONDS)) return;
        }
    }

    private Consumer<String, byte[]> connect() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, "ingest-lease-" + settings.group());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "lease-" + settings.instance());
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                settings.silence().toMillis());
        config.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                (int) settings.silence().toMillis() / 12);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private boolean topicExists() throws InterruptedException {
        try {
            return topicExists(Admin.create(kafka));
        } catch (RuntimeException e) {
            log.debug("Kafka cannot be reached now: {}", e.toString());
            return false;
        }
    }

    private static boolean topicExists(Admin admin) throws InterruptedException {
        try {
            var topic = new NewTopic(TOPIC, Optional.of(SlotRule.SLOTS), Optional.empty())
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
            admin.createTopics(List.of(topic)).all().get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) return true;
            log.debug("the topic of leases cannot be made now: {}", e.toString());
            return false;
        } catch (TimeoutException e) {
            log.debug("the topic of leases cannot be made now: {}", e.toString());
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Kafka is away since the start: better two who record a camera than nobody. */
    private void standIn() {
        if (toldByKafka
                || System.nanoTime() - startedNanos < settings.standInAfter().toNanos()) return;
        toldByKafka = true;
        Set<Integer> last = held.remembered();
        if (last.isEmpty()) return;
        log.warn("{}: Kafka is away, the {} slots held last are pulled without a lease", owner, last.size());
        last.forEach(slot -> held.take(slot, HeldSlots.STAND_IN));
        listener.ownershipChanged();
    }

    /** Somebody else's newer lease of a slot that we believe to hold: we were silent for too long. */
    private void fence(ConsumerRecord<String, byte[]> lease) {
        if (!settings.group().equals(lease.key())
                || owner.equals(new String(lease.value(), StandardCharsets.UTF_8))
                || !held.isFenced(lease.partition(), lease.offset())) return;
        log.warn("{}: slot {} has a newer owner", owner, lease.partition());
        held.release(lease.partition());
        listener.ownershipChanged();
    }

    /** All are sent before the first is waited for. */
    private void takeLeases(Consumer<String, byte[]> consumer) {
        byte[] name = owner.getBytes(StandardCharsets.UTF_8);
        Map<Integer, Future<RecordMetadata>> sent = new HashMap<>();
        for (int slot : unwritten)
            sent.put(slot, producer.send(new ProducerRecord<>(TOPIC, slot, settings.group(), name)));
        for (var lease : sent.entrySet()) {
            try {
                long token = lease.getValue()
                        .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS)
                        .offset();
                consumer.seek(new TopicPartition(TOPIC, lease.getKey()), token + 1);
                held.take(lease.getKey(), token);
                unwritten.remove(lease.getKey());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ExecutionException | TimeoutException e) {
                log.error(
                        "{}: {} slots are ours but their leases cannot be written: not pulled",
                        owner,
                        unwritten.size(),
                        e);
                break;
            }
        }
        held.remember();
        log.info("{}: {} slots held", owner, held.slots().size());
        listener.ownershipChanged();
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Rebalance(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> gained) {
            boolean stoodIn = held.dropStandIns();
            toldByKafka = true;
            gained.forEach(slot -> unwritten.add(slot.partition()));
            if (!unwritten.isEmpty()) takeLeases(consumer);
            else if (stoodIn) listener.ownershipChanged();
        }

        /** Kafka gives them to others only after this returned. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> given) {
            for (TopicPartition slot : given) {
                unwritten.remove(slot.partition());
                held.release(slot.partition());
            }
            if (stopping.getCount() > 0) held.remember();
            log.info(
                    "{}: {} slots given up, {} held",
                    owner,
                    given.size(),
                    held.slots().size());
            listener.ownershipChanged();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            log.warn("{}: {} slots lost by silence", owner, lost.size());
            onPartitionsRevoked(lost);
        }
    }
}
