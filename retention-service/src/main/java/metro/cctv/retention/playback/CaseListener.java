package metro.cctv.retention.playback;

import java.util.List;
import metro.cctv.chassis.messaging.EventBatch;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.incident.GrantChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    @KafkaListener(topics = Topics.CAMERA, groupId = "retention-cameras", batch = "true")
    void onCamera(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(
                records,
                record -> record.value() == null ? null : EventBatch.read(record.value(), CameraConfigured.class),
                book::note);
    }

    @KafkaListener(topics = Topics.GRANT, groupId = "retention-grants")
    void onGrant(@Payload(required = false) @Nullable GrantChanged grant) {
        if (grant != null) book.note(grant);
    }
}
