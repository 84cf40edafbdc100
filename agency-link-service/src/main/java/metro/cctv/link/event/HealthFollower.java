package metro.cctv.link.event;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.outage.OutageChanged;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Camera health and outages for the dashboards of this instance, from now on: every instance reads all of it, so there is no
 * group and no offset. The repetition of health each minute is left out; a dashboard begins with the registry's answer.
 */
@Component
class HealthFollower implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HealthFollower.class);
    private static final List<String> TOPICS = List.of(Topics.HEALTH, Topics.OUTAGE);
    private static final Duration FRESH = Duration.ofSeconds(45);
    private static final Duration POLL = Duration.ofMillis(500);
    /** New partitions are noticed this often. */
    private static final long LOOK_NS = Duration.ofSeconds(30).toNanos();

    private final ConsumerFactory<String, byte[]> consumers;
    private final Dashboards dashboards;
    private volatile boolean running;
    private @Nullable Thread thread;

    HealthFollower(ConsumerFactory<String, byte[]> consumers, Dashboards dashboards) {
        this.consumers = consumers;
        this.dashboards = dashboards;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().daemon().name("health-follower").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        Thread follower = thread;
        try {
            if (follower != null) follower.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean troubled = false;
        while (running) {
            try (Consumer<String, byte[]> consumer =
                    consumers.createConsumer(null, "link-events", null, new Properties())) {
                follow(consumer);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                if (!troubled) log.warn("Camera health does not reach the dashboards now: {}", e.getMessage());
                troubled = true;
                if (!paused()) return;
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        long lookNs = System.nanoTime() - LOOK_NS;
        while (running) {
            if (System.nanoTime() - lookNs >= LOOK_NS) {
                assign(consumer);
                lookNs = System.nanoTime();
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) push(record.topic(), record.value());
        }
    }

    private static void assign(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        List<TopicPartition> fresh = partitions.stream()
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList();
        if (fresh.isEmpty()) return;
        consumer.assign(partitions);
        consumer.seekToEnd(fresh);
    }

    private void push(String topic, byte @Nullable [] value) {
        if (value == null || dashboards.isEmpty()) return;
        try {
            if (topic.equals(Topics.OUTAGE)) pushOutage(EventJson.MAPPER.readValue(value, OutageChanged.class));
            else pushHealth(EventJson.MAPPER.readValue(value, StreamHealthChanged.class));
        } catch (JacksonException | NullPointerException e) {
            log.debug("Not an event of {}; the registry's consumer parks it: {}", topic, e.getMessage());
        }
    }

    private void pushHealth(StreamHealthChanged health) {
        if (Duration.between(health.since(), health.at()).compareTo(FRESH) < 0)
            dashboards.push("health", health.districtCode(), health);
    }

    /** For those who work on outages. */
    private void pushOutage(OutageChanged outage) {
        dashboards.push("outage", outage.districtCode(), Capability.OUTAGES, outage);
    }

    private static boolean paused() {
        try {
            java.util.concurrent.TimeUnit.SECONDS.sleep(1);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
