package metro.cctv.analytics.analysis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.analytics.detection.FrameRejected;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.frame.FrameMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Frames that cannot be analysed, kept for whoever wants to know why; the line goes on. */
@Component
class DeadFrames {
    private static final Logger log = LoggerFactory.getLogger(DeadFrames.class);
    private static final long SEND_TIMEOUT_S = 15;

    private final KafkaTemplate<String, byte[]> kafka;
    private final AnalysisMetrics metrics;

    DeadFrames(KafkaTemplate<String, byte[]> kafka, AnalysisMetrics metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
    }

    /** Returns when the broker has it; an oversized body is cut. */
    void park(ConsumerRecord<String, byte[]> record, FrameRejected why) throws InterruptedException {
        byte[] body = record.value();
        if (body != null && body.length > FrameMetadata.MAX_JPEG_BYTES)
            body = Arrays.copyOf(body, FrameMetadata.MAX_JPEG_BYTES);
        var dead = new ProducerRecord<String, byte[]>(
                record.topic() + Topics.DEAD_LETTER_SUFFIX, null, record.key(), body, record.headers());
        dead.headers().add("dlt-reason", bytes(why.reason().name()));
        dead.headers().add("dlt-detail", bytes(String.valueOf(why.getMessage())));
        dead.headers().add("dlt-origin", bytes(record.topic() + "-" + record.partition() + "@" + record.offset()));
        try {
            kafka.send(dead).get(SEND_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a rejected frame could not be parked: " + e.getMessage(), e);
        }
        metrics.rejected(why.reason());
        log.warn("Frame of {} at {} rejected: {} {}", record.key(), record.offset(), why.reason(), why.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
