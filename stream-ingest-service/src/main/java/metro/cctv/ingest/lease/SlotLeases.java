package metro.cctv.ingest.lease;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import metro.cctv.contracts.lease.IngestLease;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
    private static final Logger log = LoggerFactory.getLogger(SlotLeases.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(1);
    private static final long TRY_AGAIN_MS = 1_000;

    private final LeaseSettings settings;
    /** Another one after every start: what a former run of ours wrote is somebody else's. */
    private final String owner;

    private final Map<String, Object> kafka;
    private final LeaseWriter writer;
    private final HeldSlots held;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final LongSupplier nanoTime;
    private Listener listener = () -> {};
    /** Ours, but not pulled before their leases are written. */
    private final Set<Integer> unwritten = new TreeSet<>();
    /** Let go of because of a newer lease, with its offset; as far as we know still ours by Kafka's word. */
    private final Map<Integer, Long> fenced = new TreeMap<>();

    private long startedNanos;
    /** Kafka told which slots are ours, or it was away for too long: either way nobody is stood in for any more. */
    private boolean standInSettled;

    private boolean troubled;
    private @Nullable Thread thread;

    /**
     * @param kafka how consumers connect
     * @param writing how producers connect
     * @param stateFolder remembers the slots held last
     */
    public SlotLeases(
            LeaseSettings settings, Map<String, Object> kafka, Map<String, Object> writing, Path stateFolder) {
        this(settings, kafka, writing, stateFolder, System::nanoTime);
    }

    SlotLeases(
            LeaseSettings settings,
            Map<String, Object> kafka,
            Map<String, Object> writing,
            Path stateFolder,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.owner = settings.instance() + "/" + UUID.randomUUID();
        this.kafka = new HashMap<>(kafka);
        this.writer = LeaseWriter.connect(writing, settings, owner);
        this.nanoTime = nanoTime;
        this.held = new HeldSlots(stateFolder.resolve("slots"));
    }

    @Override
    public boolean owns(String cameraId) {
        return held.holds(IngestLease.slotOf(cameraId));
    }

    @Override
    public void start(Listener changes) {
        listener = changes;
        startedNanos = nanoTime.getAsLong();
        thread = Thread.ofPlatform().daemon().name("leases").start(this::run);
    }

    /** Leaves the group, so that others need not wait for our silence. */
    @Override
    public void close() {
        stopping.countDown();
        Thread running = thread;
        try {
            if (running != null) running.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }

    private void run() {
        try {
            while (!LeaseTopic.isMade(kafka)) {
                standIn();
                if (stopping.await(TRY_AGAIN_MS, TimeUnit.MILLISECONDS)) return;
            }
            try (Consumer<String, byte[]> consumer = connect()) {
                consumer.subscribe(List.of(IngestLease.TOPIC), new Rebalance(consumer));
                while (stopping.getCount() > 0) turn(consumer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(Consumer<String, byte[]> consumer) throws InterruptedException {
        try {
            for (ConsumerRecord<String, byte[]> lease : consumer.poll(POLL)) fence(lease);
            takeBack(consumer);
            if (!unwritten.isEmpty()) takeLeases(consumer);
            standIn();
            if (unwritten.isEmpty()) troubled = false;
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

    /** Kafka is away since the start: better two who record a camera than nobody. */
    private void standIn() {
        if (standInSettled
                || nanoTime.getAsLong() - startedNanos < settings.standInAfter().toNanos()) return;
        standInSettled = true;
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
        fenced.put(lease.partition(), lease.offset());
        listener.ownershipChanged();
    }

    /** A lease of a former owner that arrived late fences the slot's owner: then nobody would pull its cameras. */
    private void takeBack(Consumer<String, byte[]> consumer) {
        if (fenced.isEmpty() || !isMember(consumer)) return;
        log.warn("{}: {} slots are still ours by Kafka's word: taken back", owner, fenced.size());
        unwritten.addAll(fenced.keySet());
        fenced.clear();
    }

    /** Kafka takes a commit only from a member of the group's present generation; the offsets themselves are of no use. */
    private boolean isMember(Consumer<String, byte[]> consumer) {
        Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
        fenced.forEach((slot, offset) ->
                read.put(new TopicPartition(IngestLease.TOPIC, slot), new OffsetAndMetadata(offset + 1)));
        try {
            consumer.commitSync(read, COMMIT_WITHIN);
            return true;
        } catch (KafkaException e) {
            log.debug("{}: fenced slots are not ours for now: {}", owner, e.toString());
            return false;
        }
    }

    /** @return whether any slot more is held */
    private boolean takeLeases(Consumer<String, byte[]> consumer) {
        LeaseWriter.Written written;
        try {
            written = writer.write(unwritten);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        written.tokens().forEach((slot, token) -> {
            consumer.seek(new TopicPartition(IngestLease.TOPIC, slot), token + 1);
            held.take(slot, token);
            unwritten.remove(slot);
        });
        if (!unwritten.isEmpty() && !troubled) {
            troubled = true;
            log.error(
                    "{}: {} slots are ours but their leases cannot be written: not pulled until they are: {}",
                    owner,
                    unwritten.size(),
                    String.valueOf(written.failure()));
        }
        if (written.tokens().isEmpty()) return false;
        held.remember();
        log.info("{}: {} slots held", owner, held.slots().size());
        listener.ownershipChanged();
        return true;
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Rebalance(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> gained) {
            boolean stoodIn = held.dropStandIns();
            standInSettled = true;
            gained.forEach(slot -> unwritten.add(slot.partition()));
            boolean taken = !unwritten.isEmpty() && takeLeases(consumer);
            if (stoodIn && !taken) listener.ownershipChanged();
        }

        /** Kafka gives them to others only after this returned. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> given) {
            for (TopicPartition slot : given) {
                unwritten.remove(slot.partition());
                fenced.remove(slot.partition());
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
