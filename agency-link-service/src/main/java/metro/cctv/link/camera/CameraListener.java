package metro.cctv.link.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metro.cctv.chassis.messaging.EventBatch;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.health.StreamHealthChanged;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps the copy current, in batches: both topics are safe to read again, the later word wins. */
@Component
class CameraListener {
    private final CameraCopy cameras;

    CameraListener(CameraCopy cameras) {
        this.cameras = cameras;
    }

    @KafkaListener(topics = Topics.CAMERA, groupId = "link-camera", batch = "true")
    void onCamera(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(records, Word::of, words -> {
            Map<String, Word> last = new LinkedHashMap<>();
            words.forEach(word -> last.put(word.cameraId(), word));
            cameras.remove(last.values().stream()
                    .filter(word -> word.camera() == null)
                    .map(Word::cameraId)
                    .toList());
            cameras.store(last.values().stream()
                    .map(Word::camera)
                    .filter(Objects::nonNull)
                    .toList());
        });
    }

    @KafkaListener(topics = Topics.HEALTH, groupId = "link-health", batch = "true")
    void onHealth(List<ConsumerRecord<String, byte[]>> records) {
        EventBatch.take(
                records,
                record -> record.value() == null ? null : EventBatch.read(record.value(), StreamHealthChanged.class),
                cameras::storeHealth);
    }

    /** @param camera null: the camera is gone */
    private record Word(String cameraId, @Nullable CameraConfigured camera) {
        static Word of(ConsumerRecord<String, byte[]> record) {
            return new Word(
                    record.key(),
                    record.value() == null ? null : EventBatch.read(record.value(), CameraConfigured.class));
        }
    }
}
