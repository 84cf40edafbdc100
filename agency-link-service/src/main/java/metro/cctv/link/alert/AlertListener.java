package metro.cctv.link.alert;

import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertRaised;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class AlertListener {
    private final Alerts alerts;

    AlertListener(Alerts alerts) {
        this.alerts = alerts;
    }

    @KafkaListener(topics = Topics.ALERT, groupId = "link-alerts")
    void on(AlertRaised raised) {
        alerts.receive(raised);
    }
}
