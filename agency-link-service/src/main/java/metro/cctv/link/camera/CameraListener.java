package metro.cctv.link.camera;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.health.StreamHealthChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Keeps the copy current. Both topics are safe to read again: the later word wins. */
@Component
class CameraListener {
    private final CameraCopy cameras;

    CameraListener(CameraCopy cameras) {
        this.cameras = cameras;
    }

    @KafkaListener(topics = Topics.CAMERA, groupId = "link-camera")
    void onCamera(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value();
        if (value == null) cameras.remove(record.key());
        else cameras.store(read(value, CameraConfigured.class));
    }

    /** In batches: a metro repeats some thousand a second. */
    @KafkaListener(topics = Topics.HEALTH, groupId = "link-health", batch = "true")
    void onHealth(List<ConsumerRecord<String, byte[]>> records) {
        List<StreamHealthChanged> news = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (record.value() != null) news.add(read(record.value(), StreamHealthChanged.class));
            } catch (IllegalArgumentException e) {
                cameras.storeHealth(news);
                throw new BatchListenerFailedException("not a health event", e, record);
            }
        }
        cameras.storeHealth(news);
    }

    private static <T> T read(byte[] value, Class<T> type) {
        try {
            return EventJson.MAPPER.readValue(value, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
    }
}
