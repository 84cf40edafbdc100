package metro.cctv.retention.segment;

import java.time.Duration;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.store.ObjectKeyRule;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class SegmentListener {
    private final SegmentStore store;

    SegmentListener(SegmentStore store) {
        this.store = store;
    }

    /** Idempotent on the segment's id. */
    @Transactional
    @KafkaListener(topics = Topics.SEGMENT, groupId = "retention-segments")
    public void on(SegmentClosed segment) {
        if (Duration.between(segment.startedAt(), segment.endedAt()).toSeconds() > SegmentStore.MAX_SECONDS)
            throw new IllegalArgumentException("segment " + segment.segmentId() + ": longer than an hour");
        if (segment.initBytes() <= 0 || segment.initBytes() >= segment.bytes())
            throw new IllegalArgumentException("segment " + segment.segmentId() + ": initBytes out of range");
        ObjectKeyRule.objection(segment.objectKey()).ifPresent(words -> {
            throw new IllegalArgumentException("segment " + segment.segmentId() + ": " + words);
        });
        store.add(segment);
    }
}
