package metro.cctv.bench.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import metro.cctv.bench.Commands;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.TestPattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * {@code FOLDER CAMERAS BROKERS}: small cameras recorded while somebody kills and starts brokers. Commands: {@code state} answers what
 * was closed and what waits for Kafka; {@code check} stops recording, waits for the rest and answers what Kafka has in the end.
 */
final class KafkaOutage {
    private static final String PRODUCER = "spring.kafka.producer.";
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private KafkaOutage() {}

    /** @param waiting announcements on disk */
    record Line(long segments, int waiting, long errors) {}

    /** @param gaps that were told, of more than a second */
    record Outcome(long closed, int waiting, int announced, int twice, int outOfOrder, int gaps) {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int cameras = Integer.parseInt(args[1]);
        String brokers = args[2];
        makeTopic(brokers);
        var simulated = SimulatedCameras.builder().startAtCachedKeyFrame();
        var loop = TestPattern.loop(160, 90, 5, 1);
        for (int i = 0; i < cameras; i++) simulated.stream("CAM-" + i, "main", loop);
        var kafka = new KafkaTemplate<>(producers(brokers));
        try (var source = simulated.start();
                var recorded = new RecordedCameras(folder, 1, new EventPublisher(kafka))) {
            recorded.dial(source.port(), cameras, () -> status -> {});
            Commands.say(Commands.READY);
            Commands.answer(words -> words[0].equals("check") ? outcome(recorded, brokers) : line(recorded));
        }
        kafka.destroy();
    }

    private static Line line(RecordedCameras recorded) {
        return new Line(
                recorded.counters().segments.sum(),
                recorded.waiting(),
                recorded.counters().errors.sum());
    }

    /** With the settings that the services have. */
    private static DefaultKafkaProducerFactory<String, byte[]> producers(String brokers) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("chassis.yml"));
        Properties all = yaml.getObject();
        if (all == null) throw new IllegalStateException("chassis.yml is not on the class path");
        Map<String, Object> settings = new HashMap<>();
        all.forEach((key, value) -> {
            String name = key.toString();
            if (name.startsWith(PRODUCER))
                settings.put(
                        name.substring(PRODUCER.length())
                                .replace("properties.", "")
                                .replace('-', '.'),
                        value.toString());
        });
        settings.put("bootstrap.servers", brokers);
        return new DefaultKafkaProducerFactory<>(settings);
    }

    private static void makeTopic(String brokers) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            while (true) {
                try {
                    if (admin.describeCluster().nodes().get().size() == brokers.split(",").length) {
                        var topic = new NewTopic(Topics.SEGMENT, PARTITIONS, (short) 3);
                        admin.createTopics(List.of(topic.configs(Map.of("min.insync.replicas", "2"))))
                                .all()
                                .get();
                        return;
                    }
                } catch (ExecutionException e) {
                    if (Instant.now().isAfter(end)) throw new IllegalStateException("the brokers do not come up", e);
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private static Outcome outcome(RecordedCameras recorded, String brokers) throws InterruptedException {
        recorded.stop();
        TimeUnit.SECONDS.sleep(5); // the writers end what is queued
        Instant end = Instant.now().plus(PATIENCE);
        while (recorded.waiting() > 0 && Instant.now().isBefore(end)) TimeUnit.MILLISECONDS.sleep(500);
        Set<UUID> ids = new HashSet<>();
        Map<String, Instant> last = new HashMap<>();
        int twice = 0;
        int outOfOrder = 0;
        int gaps = 0;
        for (SegmentClosed segment : all(brokers)) {
            if (!ids.add(segment.segmentId())) {
                twice++;
                continue;
            }
            Instant before = last.put(segment.cameraId(), segment.startedAt());
            if (before != null && before.isAfter(segment.startedAt())) outOfOrder++;
            gaps += segment.gapsBefore().size();
        }
        return new Outcome(recorded.counters().segments.sum(), recorded.waiting(), ids.size(), twice, outOfOrder, gaps);
    }

    /** In the order of each partition, which is that of each camera. */
    private static List<SegmentClosed> all(String brokers) {
        List<SegmentClosed> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) partitions.add(new TopicPartition(Topics.SEGMENT, i));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L)))
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1)))
                    found.add(EventJson.MAPPER.readValue(record.value(), SegmentClosed.class));
        }
        return found;
    }
}
