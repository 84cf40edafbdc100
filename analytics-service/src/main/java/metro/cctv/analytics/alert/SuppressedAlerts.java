package metro.cctv.analytics.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.alert.AlertSuppressed;
import metro.cctv.contracts.alert.AlertSuppressed.Reason;
import org.springframework.stereotype.Component;

/** Tells what was seen and raised no alert. Best effort: a lost one is a count too few, and no frame waits for it. */
@Component
public class SuppressedAlerts {
    private final EventPublisher events;
    private final Counter suppressed;
    private final Counter lost;

    SuppressedAlerts(EventPublisher events, MeterRegistry metrics) {
        this.events = events;
        this.suppressed = metrics.counter("cctv.analytics.alerts.suppressed");
        this.lost = metrics.counter("cctv.analytics.suppressions.lost");
    }

    public void tell(String cameraId, String districtCode, BehaviourSeen seen, Reason reason) {
        suppressed.increment();
        try {
            var event = new AlertSuppressed(
                    AlertId.of(cameraId, seen),
                    cameraId,
                    districtCode,
                    seen.behaviour(),
                    seen.zone().zoneId(),
                    seen.zone().name(),
                    reason,
                    seen.at());
            var unused = events.send(Topics.SUPPRESSION, cameraId, event).whenComplete((sent, e) -> {
                if (e != null) lost.increment();
            });
        } catch (RuntimeException e) {
            lost.increment();
        }
    }
}
