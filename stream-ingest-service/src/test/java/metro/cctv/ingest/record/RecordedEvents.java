package metro.cctv.ingest.record;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.segment.SegmentClosed;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** Kafka's side of the spool: remembers what was announced. */
public final class RecordedEvents extends EventPublisher {
    private final List<SegmentClosed> segments = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    @SuppressWarnings("unchecked")
    public RecordedEvents() {
        super((KafkaTemplate<String, byte[]>) (KafkaTemplate<?, ?>) null);
    }

    public List<SegmentClosed> segments() {
        return segments;
    }

    public void away(boolean isAway) {
        away = isAway;
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> sendBytes(String topic, String key, byte[] value) {
        if (away) return CompletableFuture.failedFuture(new IllegalStateException("away"));
        segments.add(EventJson.MAPPER.readValue(value, SegmentClosed.class));
        return CompletableFuture.completedFuture(null);
    }
}
