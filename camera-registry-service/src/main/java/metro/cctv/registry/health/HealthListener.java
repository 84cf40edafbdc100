package metro.cctv.registry.health;

import metro.cctv.contracts.Topics;
import metro.cctv.contracts.health.StreamHealthChanged;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class HealthListener {
    private final HealthBook book;

    HealthListener(HealthBook book) {
        this.book = book;
    }

    @KafkaListener(topics = Topics.HEALTH, groupId = "registry-health")
    void on(StreamHealthChanged report) {
        book.note(report);
    }
}
