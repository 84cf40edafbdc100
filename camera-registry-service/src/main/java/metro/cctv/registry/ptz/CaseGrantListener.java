package metro.cctv.registry.ptz;

import metro.cctv.contracts.Topics;
import metro.cctv.contracts.incident.GrantChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;

/** A tombstone changes nothing: a grant that is buried has ended. */
@Component
class CaseGrantListener {
    private final CaseGrants grants;

    CaseGrantListener(CaseGrants grants) {
        this.grants = grants;
    }

    @KafkaListener(topics = Topics.GRANT, groupId = "registry-ptz-grants")
    void on(@Payload(required = false) @Nullable GrantChanged grant) {
        if (grant != null) grants.note(grant);
    }
}
