package metro.cctv.analytics.analysis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.settings.AnalyticsProperties;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.detection.ObjectsDetected;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * What was seen lately, read back from the detections themselves: an instance that takes over a camera goes on with its
 * tracks and stays, so that a loiterer neither gets ten new seconds nor a second alert. What takes longer than can be read back
 * ({@link #LONGEST} less {@link #MARGIN}) begins anew.
 */
@Component
class DetectionRecall {
    private static final Logger log = LoggerFactory.getLogger(DetectionRecall.class);
    /** Of a still scene ingest sends one frame in ten seconds: three, or what is due at the first of now would be told again. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ConsumerFactory<?, ?> consumers;
    private final CameraDirectory cameras;
    private final AnalyticsProperties settings;
    private final Clock clock;

    DetectionRecall(
            ConsumerFactory<?, ?> consumers, CameraDirectory cameras, AnalyticsProperties settings, Clock clock) {
        this.consumers = consumers;
        this.cameras = cameras;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Best effort within ten seconds: without it tracks start anew.
     *
     * @param before frames are replayed from about here, so the past is counted back from it
     * @return by camera, in order; other cameras than those of the caller's partitions may be among them
     */
    Map<String, List<ObjectsDetected>> read(Instant before) {
        Map<String, List<ObjectsDetected>> past = new HashMap<>();
        var settings = new Properties();
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (Consumer<?, ?> consumer = consumers.createConsumer(null, "recall", null, settings)) {
            Map<TopicPartition, Long> ends = seek(consumer, before.minus(span()));
            Instant deadline = clock.instant().plus(PATIENCE);
            while (!ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
                if (clock.instant().isAfter(deadline)) throw new IllegalStateException("not read within " + PATIENCE);
                for (ConsumerRecord<?, ?> record : consumer.poll(POLL)) add(past, record);
            }
        } catch (RuntimeException e) {
            log.warn("Earlier detections are only known in part: {}", e.getMessage());
        }
        return past;
    }

    private Map<TopicPartition, Long> seek(Consumer<?, ?> consumer, Instant from) {
        List<PartitionInfo> partitions = consumer.partitionsFor(Topics.DETECTION, Duration.ofSeconds(5));
        List<TopicPartition> all = partitions.stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, Duration.ofSeconds(5));
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : all) times.put(partition, from.toEpochMilli());
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times, Duration.ofSeconds(5));
        for (TopicPartition partition : all) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start != null ? start.offset() : ends.getOrDefault(partition, 0L));
        }
        return ends;
    }

    private static void add(Map<String, List<ObjectsDetected>> past, ConsumerRecord<?, ?> record) {
        try {
            if (!(record.value() instanceof byte[] value)) return;
            ObjectsDetected event = EventJson.MAPPER.readValue(value, ObjectsDetected.class);
            past.computeIfAbsent(event.cameraId(), id -> new ArrayList<>()).add(event);
        } catch (RuntimeException e) {
            log.debug("A detection at {} cannot be read: {}", record.offset(), e.getMessage());
        }
    }

    /** Long enough for the longest dwell time to be measured again, and for what is parked to be known as such. */
    private Duration span() {
        return span(
                settings.tracking().recall(),
                cameras.longestDwell(),
                settings.behaviours().loiteringDwell(),
                settings.parking().after().plus(settings.parking().remembered()));
    }

    static Duration span(Duration atLeast, Duration... times) {
        Duration wanted = atLeast;
        for (Duration time : times) if (time.plus(MARGIN).compareTo(wanted) > 0) wanted = time.plus(MARGIN);
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
