package metro.cctv.link.priority;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metro.cctv.chassis.messaging.EventBatch;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.audit.AccessAudited.Result;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A live view of somebody of the centre, as the ledger has it: the camera was looked at, wherever on the screen. */
@Component
class SeenListener {
    private static final String LIVE_VIEW = "live.view";

    private final SeenStore seen;

    SeenListener(SeenStore seen) {
        this.seen = seen;
    }

    @KafkaListener(topics = Topics.AUDIT, groupId = "link-priority", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(records, SeenListener::view, views -> {
            Map<String, Instant> last = new HashMap<>();
            for (AccessAudited view : views) last.merge(view.objectId(), view.at(), (a, b) -> a.isAfter(b) ? a : b);
            seen.saw(last);
        });
    }

    /** @return null: no look of a person of the centre */
    private static @Nullable AccessAudited view(ConsumerRecord<String, byte[]> record) {
        AccessAudited row = EventBatch.read(record.value(), AccessAudited.class);
        boolean looked = row.result() == Result.ALLOWED && row.action().equals(LIVE_VIEW) && watches(row.role());
        return looked ? row : null;
    }

    /** Agencies look at what their case needs; only the centre watches. */
    private static boolean watches(String role) {
        return Stream.of(Role.values())
                .anyMatch(known ->
                        known.name().equals(role) && AccessMatrix.right(known, Capability.OWN_LIVE) == Right.YES);
    }
}
