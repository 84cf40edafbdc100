package metro.cctv.registry.health;

import java.util.List;
import metro.cctv.chassis.messaging.EventBatch;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** When a camera is in service: read from the registry's own events, so that every way to change a camera counts. */
@Component
class ServiceListener {
    private final ServicePeriods periods;

    ServiceListener(ServicePeriods periods) {
        this.periods = periods;
    }

    @KafkaListener(topics = Topics.CAMERA, groupId = "registry-health-service", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(records, ServiceListener::read, periods::take);
    }

    /** A tombstone says nothing new: the camera was retired before. */
    private static @Nullable CameraConfigured read(ConsumerRecord<String, byte[]> record) {
        return record.value() == null ? null : EventBatch.read(record.value(), CameraConfigured.class);
    }
}
