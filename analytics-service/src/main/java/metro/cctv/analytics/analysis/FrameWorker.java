package metro.cctv.analytics.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import metro.cctv.analytics.alert.AlertWriter.Ticket;
import metro.cctv.analytics.analysis.FrameAnalyser.Due;
import metro.cctv.analytics.analysis.FrameDetectors.Outcome;
import metro.cctv.analytics.camera.CameraDirectory;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.analytics.settings.AnalyticsProperties.Batch;
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
    private static final int POLLED = 32;
    private static final long COMMIT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final int number;
    private final ConsumerFactory<?, ?> consumers;
    private final CameraDirectory directory;
    private final FrameAnalyser analyser;
    private final DetectionRecall recall;
    private final DeadFrames dead;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Batch batch;
    /** Fetched, not in the network yet; bounded by what one poll brings and one more while it is waited for company. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

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
            DeadFrames dead,
            Batch batch) {
        this.number = number;
        this.consumers = consumers;
        this.directory = directory;
        this.analyser = analyser;
        this.recall = recall;
        this.dead = dead;
        this.batch = batch;
    }

    private record Known(TopicPartition partition, CameraAnalysis camera) {}

    private record Waiting(ConsumerRecord<String, byte[]> record, TopicPartition partition) {
        /** A frame without a camera never gets as far as the network. */
        String camera() {
            return String.valueOf(record.key());
        }
    }

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
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLLED));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(4 * 1024 * 1024));
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return (Consumer<String, byte[]>) consumers.createConsumer(GROUP, "analytics", "-" + number, settings);
    }

    private void turn(Consumer<String, byte[]> frames, FrameDetectors detectors) throws InterruptedException {
        poll(frames, POLL);
        while (!waiting.isEmpty()) {
            if (stopped.getCount() == 0) return;
            awaitCompany(frames);
            look(detectors);
            endTurn(frames);
        }
        endTurn(frames);
    }

    /** While frames are waited for, new ones may come without end: so after each run. */
    private void endTurn(Consumer<String, byte[]> frames) {
        lastTurnNs = System.nanoTime();
        if (lastTurnNs - nextCommitNs < 0) return;
        commit(frames);
        forgetIdle();
        nextCommitNs = System.nanoTime() + COMMIT_NS;
    }

    private void poll(Consumer<String, byte[]> frames, Duration atMost) {
        ConsumerRecords<String, byte[]> records = frames.poll(atMost);
        if (recallDue && !records.isEmpty()) recall(records);
        for (ConsumerRecord<String, byte[]> record : records) {
            var partition = new TopicPartition(record.topic(), record.partition());
            progress.taken(partition, record.offset());
            waiting.addLast(new Waiting(record, partition));
        }
    }

    /** Frames of other cameras may come into the same run, if they come soon. */
    private void awaitCompany(Consumer<String, byte[]> frames) {
        if (batch.longestWait().isZero() || batch.pictures() == 1) return;
        long untilNs = System.nanoTime() + batch.longestWait().toNanos();
        while (waiting.size() < POLLED && FrameBatch.cameras(waiting, Waiting::camera) < batch.pictures()) {
            long leftNs = untilNs - System.nanoTime();
            if (leftNs <= 0) return;
            poll(frames, Duration.ofNanos(leftNs));
        }
    }

    private void look(FrameDetectors detectors) throws InterruptedException {
        Map<Waiting, Due> dues = new HashMap<>();
        Map<Waiting, FrameRejected> refused = new LinkedHashMap<>();
        List<Waiting> together =
                FrameBatch.take(waiting, Waiting::camera, frame -> admit(frame, dues, refused), batch.pictures());
        for (var entry : refused.entrySet()) refuse(entry.getKey(), entry.getValue());
        if (together.isEmpty()) return;
        List<Due> due =
                together.stream().map(dues::get).map(Objects::requireNonNull).toList();
        List<Outcome> outcomes = analyser.look(due, detectors);
        for (int i = 0; i < due.size(); i++)
            switch (outcomes.get(i)) {
                case Outcome.Looked looked -> done(together.get(i), analyser.conclude(due.get(i), looked));
                case Outcome.Refused(FrameRejected why) -> refuse(together.get(i), why);
            }
    }

    private boolean admit(Waiting frame, Map<Waiting, Due> dues, Map<Waiting, FrameRejected> refused) {
        try {
            FrameMetadata metadata = FrameHeaders.read(frame.record());
            CameraAnalysis camera = cameras.computeIfAbsent(
                            metadata.cameraId(), id -> new Known(frame.partition(), newCamera(metadata)))
                    .camera();
            if (analyser.admits(metadata, camera)) {
                dues.put(frame, new Due(metadata, frame.record().value(), camera));
                return true;
            }
            done(frame, List.of());
        } catch (FrameRejected e) {
            refused.put(frame, e);
        }
        return false;
    }

    private CameraAnalysis newCamera(FrameMetadata first) {
        return analyser.newCamera(first, past.getOrDefault(first.cameraId(), List.of()));
    }

    private void done(Waiting frame, List<Ticket> tickets) {
        progress.handled(frame.partition(), frame.record().offset(), tickets);
    }

    private void refuse(Waiting frame, FrameRejected why) throws InterruptedException {
        dead.park(frame.record(), why);
        done(frame, List.of());
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
        waiting.clear();
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
            waiting.removeIf(frame -> partitions.contains(frame.partition()));
            cameras.values().removeIf(known -> partitions.contains(known.partition()));
            partitions.forEach(progress::forget);
        }
    }
}
