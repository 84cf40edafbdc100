package metro.cctv.registry.health;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.camera.CameraConfigured;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

/** When a camera is in service: read from the registry's own events, so that every way to change a camera counts. */
@Component
class ServiceListener {
    private final ServicePeriods periods;

    ServiceListener(ServicePeriods periods) {
        this.periods = periods;
    }

    @KafkaListener(topics = Topics.CAMERA, groupId = "registry-health-service", batch = "true")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        List<CameraConfigured> news = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) continue; // retired before, and said so
            try {
                news.add(EventJson.MAPPER.readValue(record.value(), CameraConfigured.class));
            } catch (JacksonException e) {
                take(news, records);
                throw new BatchListenerFailedException("not a camera event", new IllegalArgumentException(e), record);
            }
        }
        take(news, records);
    }

    private void take(List<CameraConfigured> news, List<ConsumerRecord<String, byte[]>> records) {
        try {
            periods.take(news);
        } catch (DataAccessException | TransactionException e) {
            throw new BatchListenerFailedException("service periods cannot be kept now", e, records.getFirst());
        }
    }
}
