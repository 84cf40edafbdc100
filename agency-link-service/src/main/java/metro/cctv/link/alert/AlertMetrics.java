package metro.cctv.link.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How long the queue is; NaN while the database is away. */
@Component
class AlertMetrics {
    AlertMetrics(MeterRegistry meters, AlertStore store) {
        Gauge.builder("cctv.link.alerts.open", store, AlertStore::countOpen)
                .description("Alerts that nobody has decided on")
                .register(meters);
    }
}
