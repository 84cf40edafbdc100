package metro.cctv.bench.gated;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.bench.Commands;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.detection.ObjectsDetected;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * {@code BROKER}: what comes out of a line from now on. {@code minute} answers the figures since the last such line, {@code total} those since
 * {@code begin}, {@code alerts} every record of the alert topic, {@code stored} the ids in the service's own table ({@code CCTV_DB_URL},
 * {@code CCTV_DB_USER}, {@code CCTV_DB_PASSWORD}); {@code behind} how many frames wait to be judged, and how many of those that had come
 * when {@code mark} was said.
 */
final class LineWatch {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String JUDGES = "analytics-frame";

    private final Milliseconds minuteLag = new Milliseconds();
    private final Milliseconds totalLag = new Milliseconds();
    private final Milliseconds minuteAlerts = new Milliseconds();
    private final Milliseconds totalAlerts = new Milliseconds();
    private final List<Told> told = new ArrayList<>();
    private final Admin admin;
    private Map<TopicPartition, Long> marked = Map.of();

    private LineWatch(String broker) {
        this.admin = Admin.create(Map.of("bootstrap.servers", broker));
    }

    /**
     * @param at when the frame that completed the rule was captured, milliseconds since the epoch, as the others
     * @param seenAt when this consumer had it
     */
    record Told(UUID alertId, String cameraId, String zoneId, String behaviour, long at, long raisedAt, long seenAt) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var watch = new LineWatch(args[0]);
        Thread.ofPlatform().daemon().name("line").start(() -> watch.follow(args[0]));
        Commands.answer(words -> watch.on(words[0]));
        System.exit(0);
    }

    private void follow(String broker) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker, "enable.auto.commit", false, "auto.offset.reset", "latest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (String topic : List.of(Topics.DETECTION, Topics.ALERT))
                consumer.partitionsFor(topic).forEach(p -> all.add(new TopicPartition(topic, p.partition())));
            consumer.assign(all);
            consumer.seekToEnd(all);
            all.forEach(consumer::position);
            Commands.say(Map.of("partitions", all.size()));
            while (true) for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) take(record);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private synchronized void take(ConsumerRecord<String, byte[]> record) {
        long now = System.currentTimeMillis();
        if (record.topic().equals(Topics.DETECTION)) {
            ObjectsDetected seen = EventJson.MAPPER.readValue(record.value(), ObjectsDetected.class);
            long lag = Duration.between(seen.capturedAt(), seen.analysedAt()).toMillis();
            minuteLag.add(lag);
            totalLag.add(lag);
            return;
        }
        AlertRaised alert = EventJson.MAPPER.readValue(record.value(), AlertRaised.class);
        long at = alert.capturedAt().toEpochMilli();
        minuteAlerts.add(now - at);
        totalAlerts.add(now - at);
        told.add(new Told(
                alert.alertId(),
                alert.cameraId(),
                alert.zoneId(),
                alert.behaviour().name(),
                at,
                alert.raisedAt().toEpochMilli(),
                now));
    }

    private synchronized Map<String, ?> on(String word) throws IOException {
        return switch (word) {
            case "minute" -> {
                Map<String, Object> figures = figures(minuteLag, minuteAlerts);
                minuteLag.clear();
                minuteAlerts.clear();
                yield figures;
            }
            case "begin" -> {
                for (Milliseconds each : List.of(minuteLag, totalLag, minuteAlerts, totalAlerts)) each.clear();
                yield Map.of();
            }
            case "mark" -> {
                marked = ends();
                yield Map.of();
            }
            case "behind" -> Map.of("behind", notJudged(ends()), "marked", notJudged(marked));
            case "total" -> figures(totalLag, totalAlerts);
            case "alerts" -> Map.of("alerts", List.copyOf(told));
            case "stored" -> Map.of("stored", stored());
            default -> throw new IllegalArgumentException(word);
        };
    }

    private Map<TopicPartition, Long> ends() throws IOException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : answer(
                        admin.describeTopics(List.of(Topics.FRAME)).allTopicNames())
                .values())
            for (TopicPartitionInfo partition : topic.partitions())
                latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private long notJudged(Map<TopicPartition, Long> until) throws IOException {
        Map<TopicPartition, OffsetAndMetadata> judged =
                answer(admin.listConsumerGroupOffsets(JUDGES).partitionsToOffsetAndMetadata());
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end : until.entrySet()) {
            OffsetAndMetadata at = judged.get(end.getKey());
            sum += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
        }
        return sum;
    }

    private static <T> T answer(KafkaFuture<T> future) throws IOException {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Map<String, Object> figures(Milliseconds lag, Milliseconds alerts) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("detections", lag.count());
        figures.put("lag", lag.figures());
        figures.put("alerts", alerts.count());
        figures.put("alertLag", alerts.figures());
        return figures;
    }

    private static List<String> stored() throws IOException {
        Map<String, String> env = System.getenv();
        List<String> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                        env.get("CCTV_DB_URL"), env.get("CCTV_DB_USER"), env.get("CCTV_DB_PASSWORD"));
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select alert_id from alert")) {
            while (rows.next()) ids.add(rows.getString(1));
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return ids;
    }
}
