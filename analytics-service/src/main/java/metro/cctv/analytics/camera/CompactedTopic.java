package metro.cctv.analytics.camera;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * Reads a compacted topic from its beginning and then follows it, without a group: every instance knows everything. A
 * record that cannot be read is logged and passed over; parking it would park it again at each start.
 */
final class CompactedTopic {
    private static final Logger log = LoggerFactory.getLogger(CompactedTopic.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final String topic;
    private final ConsumerFactory<?, ?> consumers;
    private final BiConsumer<String, byte @Nullable []> take;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean troubled;

    /** @param take called on one thread with key and value; a null value says that the key is gone */
    CompactedTopic(String topic, ConsumerFactory<?, ?> consumers, BiConsumer<String, byte @Nullable []> take) {
        this.topic = topic;
        this.consumers = consumers;
        this.take = take;
    }

    void start() {
        Thread.ofPlatform().daemon().name("follow-" + topic).start(this::run);
    }

    void stop() {
        stopped.countDown();
    }

    boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** @return whether everything that was there at the start is known */
    boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            do {
                follow();
            } while (!stopped.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        var settings = new Properties();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (Consumer<?, ?> consumer = consumers.createConsumer(null, "follow-" + topic, null, settings)) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, Duration.ofSeconds(5));
            if (partitions == null || partitions.isEmpty()) return;
            List<TopicPartition> all = partitions.stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, Duration.ofSeconds(5));
            while (stopped.getCount() > 0) {
                for (ConsumerRecord<?, ?> record : consumer.poll(POLL)) take(record);
                if (!isCaughtUp()
                        && ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue()))
                    caughtUp.countDown();
                troubled = false;
            }
        } catch (WakeupException e) {
            log.debug("{} is not followed any more", topic);
        } catch (RuntimeException e) {
            if (!troubled) log.warn("{} cannot be followed, trying again: {}", topic, e.getMessage());
            troubled = true;
        }
    }

    private void take(ConsumerRecord<?, ?> record) {
        try {
            if (record.key() instanceof String key) take.accept(key, (byte @Nullable []) record.value());
        } catch (RuntimeException e) {
            log.error(
                    "{} {} at offset {} cannot be read: {}",
                    topic,
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }
}
