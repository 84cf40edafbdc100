package metro.cctv.link.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What agencies still have to take; NaN while the database is away. */
@Component
class DeliveryMetrics {
    DeliveryMetrics(MeterRegistry meters, DeliveryQueue queue) {
        Gauge.builder("cctv.link.deliveries.waiting", queue, DeliveryQueue::countWaiting)
                .description("Events that a webhook has not taken yet")
                .register(meters);
    }
}
