package metro.cctv.analytics.analysis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metro.cctv.analytics.alert.AlertWriter.Ticket;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.detection.FrameRejected.Reason;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.frame.FrameMetadata;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;

/**
 * One thread with the partitions that the group gives it: their cameras' frames in order. A platform thread, because the
 * network and the JPEG decoder run native code. Any surprise closes its consumer; it begins again at the last commit.
 */
final class FrameWorker {
    /** Inference runs on this thread: native code wants more than a default stack. */
    private static final long STACK_BYTES = 4L * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(FrameWorker.class);
    private static final String GROUP = "analytics-frame";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final int number;
    private final ConsumerFactory<?, ?> consumers;
    private final CameraDirectory directory;
    private final FrameAnalyser analyser;
    private final DetectionRecall recall;
    private final DeadFrames dead;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, Known> cameras = new HashMap<>();
    private final PartitionProgress progress = new PartitionProgress();
    private Map<String, List<ObjectsDetected>> past = Map.of();
    private boolean recallDue;
    private long nextCommitNs;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile long lastTurnNs = System.nanoTime();
    private volatile @Nullable Thread thread;

    FrameWorker(
            int number,
            ConsumerFactory<?, ?> consumers,
            CameraDirectory directory,
            FrameAnalyser analyser,
            DetectionRecall recall,
            DeadFrames dead) {
        this.number = number;
        this.consumers = consumers;
        this.directory = directory;
        this.analyser = analyser;
        this.recall = recall;
        this.dead = dead;
    }

    private record Known(TopicPartition partition, CameraAnalysis camera) {}

    void start() {
        thread = Thread.ofPlatform()
                .name("frames-" + number)
                .stackSize(STACK_BYTES)
                .start(this::run);
    }

    void stop() {
        stopped.countDown();
        Consumer<String, byte[]> open = consumer;
        if (open != null) open.wakeup();
    }

    void join(Duration atMost) throws InterruptedException {
        Thread running = thread;
        if (running != null && !running.join(atMost)) running.interrupt();
    }

    /** Since the last finished turn; long means stuck in native code or waiting for the alert writer. */
    Duration stuckFor() {
        return Duration.ofNanos(System.nanoTime() - lastTurnNs);
    }

    private void run() {
        try {
            while (!directory.awaitKnown(Duration.ofMillis(500))) {
                lastTurnNs = System.nanoTime();
                if (stopped.getCount() == 0) return;
            }
            do {
                work();
            } while (!stopped.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() throws InterruptedException {
        try (FrameDetectors detectors = analyser.newDetectors();
                Consumer<String, byte[]> frames = open()) {
            consumer = frames;
            frames.subscribe(List.of(Topics.FRAME), new Rebalance(frames));
            while (stopped.getCount() > 0) turn(frames, detectors);
            commit(frames);
        } catch (WakeupException e) {
            log.debug("worker {} stops", number);
        } catch (RuntimeException e) {
            if (stopped.getCount() > 0) log.error("Worker {} begins again at its last commit", number, e);
        } finally {
            consumer = null;
            forgetAll();
        }
    }

    @SuppressWarnings("unchecked") // keys are strings and values bytes in every service (chassis.yml)
    private Consumer<String, byte[]> open() {
        var settings = new Properties();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "32");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return (Consumer<String, byte[]>) consumers.createConsumer(GROUP, "analytics", "-" + number, settings);
    }

    private void turn(Consumer<String, byte[]> frames, FrameDetectors detectors) throws InterruptedException {
        ConsumerRecords<String, byte[]> records = frames.poll(POLL);
        if (recallDue && !records.isEmpty()) recall(records);
        for (ConsumerRecord<String, byte[]> record : records) {
            if (stopped.getCount() == 0) return;
            var partition = new TopicPartition(record.topic(), record.partition());
            progress.handled(partition, record.offset(), handle(record, partition, detectors));
            lastTurnNs = System.nanoTime();
        }
        lastTurnNs = System.nanoTime();
        if (System.nanoTime() - nextCommitNs >= 0) {
            commit(frames);
            forgetIdle();
            nextCommitNs = System.nanoTime() + COMMIT_NS;
        }
    }

    private List<Ticket> handle(
            ConsumerRecord<String, byte[]> record, TopicPartition partition, FrameDetectors detectors)
            throws InterruptedException {
        try {
            FrameMetadata frame = metadata(record);
            Known known = cameras.get(frame.cameraId());
            if (known == null) {
                List<ObjectsDetected> before = past.getOrDefault(frame.cameraId(), List.of());
                known = new Known(partition, analyser.newCamera(frame, before));
                cameras.put(frame.cameraId(), known);
            }
            return analyser.analyse(frame, record.value(), known.camera(), detectors);
        } catch (FrameRejected e) {
            dead.park(record, e);
            return List.of();
        }
    }

    private static FrameMetadata metadata(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers())
            if (header.value() != null) headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        try {
            FrameMetadata frame = FrameMetadata.fromHeaders(headers);
            if (!frame.cameraId().equals(record.key()))
                throw new FrameRejected(Reason.HEADERS, "the key is not the camera " + frame.cameraId());
            if (record.value() == null) throw new FrameRejected(Reason.BROKEN_PICTURE, "no picture");
            return frame;
        } catch (IllegalArgumentException e) {
            throw new FrameRejected(Reason.HEADERS, String.valueOf(e.getMessage()));
        }
    }

    private void recall(ConsumerRecords<String, byte[]> records) {
        Instant first = Instant.MAX;
        for (ConsumerRecord<String, byte[]> record : records) {
            Instant at = Instant.ofEpochMilli(record.timestamp());
            if (at.isBefore(first)) first = at;
        }
        past = recall.read(first);
        recallDue = false;
    }

    private void commit(Consumer<String, byte[]> frames) {
        Map<TopicPartition, OffsetAndMetadata> due = progress.due();
        if (due.isEmpty()) return;
        frames.commitSync(due, Duration.ofSeconds(5));
        progress.committed(due);
    }

    /** A camera that sends nothing for long has nobody in its memory. */
    private void forgetIdle() {
        Instant limit = analyser.now().minus(IDLE);
        cameras.values().removeIf(known -> {
            Instant last = known.camera().lastCaptured();
            return last != null && last.isBefore(limit);
        });
    }

    private void forgetAll() {
        progress.clear();
        cameras.clear();
        past = Map.of();
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> frames;

        Rebalance(Consumer<String, byte[]> frames) {
            this.frames = frames;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!partitions.isEmpty()) recallDue = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                commit(frames);
            } catch (RuntimeException e) {
                log.warn("Not committed before giving partitions away: {}", e.getMessage());
            }
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            cameras.values().removeIf(known -> partitions.contains(known.partition()));
            partitions.forEach(progress::forget);
        }
    }
}
