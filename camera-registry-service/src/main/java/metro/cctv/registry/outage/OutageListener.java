package metro.cctv.registry.outage;

import java.time.Instant;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.outage.OutageChanged;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;

/** Our own word come back: Kafka has it, so everybody who listens was told. */
@Component
class OutageListener {
    private final Outages outages;

    OutageListener(Outages outages) {
        this.outages = outages;
    }

    @KafkaListener(topics = Topics.OUTAGE, groupId = "registry-outage")
    void on(OutageChanged event, @Header(KafkaHeaders.RECEIVED_TIMESTAMP) long takenMs) {
        if (event.change() == OutageChanged.Change.OPENED)
            outages.notified(event.outageId(), Instant.ofEpochMilli(takenMs));
    }
}
