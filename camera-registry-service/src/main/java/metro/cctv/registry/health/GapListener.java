package metro.cctv.registry.health;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.segment.SegmentClosed;
import metro.cctv.contracts.segment.SegmentClosed.GapCause;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Recordings that miss pictures although the camera gave them. What retention cannot read it parks; here it is passed over. */
@Component
class GapListener {
    private static final Logger log = LoggerFactory.getLogger(GapListener.class);
    /** While the camera or its network is away, the camera's state says so already. */
    private static final Set<GapCause> OURS = EnumSet.of(GapCause.RECORDER, GapCause.STORAGE);

    private static final byte[] NO_GAP = "\"gapsBefore\":[]".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final HealthIntake intake;

    GapListener(HealthIntake intake) {
        this.intake = intake;
    }

    @KafkaListener(topics = Topics.SEGMENT, groupId = "registry-health-gaps", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Instant> gaps = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            byte[] value = record.value();
            if (value == null || endsWithNoGap(value)) continue;
            try {
                SegmentClosed segment = EventJson.MAPPER.readValue(value, SegmentClosed.class);
                segment.gapsBefore().stream()
                        .filter(gap -> OURS.contains(gap.cause()))
                        .forEach(gap -> gaps.merge(segment.cameraId(), gap.to(), GapListener::later));
            } catch (JacksonException | NullPointerException e) {
                log.debug("Not a segment, retention parks it: {}", e.getMessage());
            }
        }
        if (!gaps.isEmpty()) intake.takeGaps(gaps);
    }

    /** Most segments follow the last one closely: they need not be parsed. The list is the record's last field. */
    private static boolean endsWithNoGap(byte[] value) {
        int from = value.length - NO_GAP.length - 1;
        return from > 0 && java.util.Arrays.equals(value, from, value.length - 1, NO_GAP, 0, NO_GAP.length);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
