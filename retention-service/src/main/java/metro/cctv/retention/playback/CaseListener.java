package metro.cctv.retention.playback;

import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.incident.GrantChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;

/** Tombstones change nothing: a retired camera's recordings live on, an ended grant has ended already. */
@Component
class CaseListener {
    private final CaseBook book;

    CaseListener(CaseBook book) {
        this.book = book;
    }

    @KafkaListener(topics = Topics.CAMERA, groupId = "retention-cameras")
    void onCamera(@Payload(required = false) @Nullable CameraConfigured camera) {
        if (camera != null) book.note(camera);
    }

    @KafkaListener(topics = Topics.GRANT, groupId = "retention-grants")
    void onGrant(@Payload(required = false) @Nullable GrantChanged grant) {
        if (grant != null) book.note(grant);
    }
}
