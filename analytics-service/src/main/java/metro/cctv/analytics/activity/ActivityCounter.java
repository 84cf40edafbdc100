package metro.cctv.analytics.activity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import metro.cctv.analytics.activity.Arrivals.Count;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.activity.ActivityCounted;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells each minute how many objects came before each camera. What a restart or Kafka's absence loses is a minute's number. */
@Component
public class ActivityCounter {
    private static final Logger log = LoggerFactory.getLogger(ActivityCounter.class);
    private static final int MOST = 100_000;

    private final Arrivals arrivals = new Arrivals();
    private final EventPublisher events;
    private final Clock clock;
    private Instant from;

    ActivityCounter(EventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
        this.from = clock.instant();
    }

    public void saw(String cameraId, String districtCode, Instant capturedAt, List<TrackedObject> objects) {
        arrivals.saw(cameraId, districtCode, capturedAt, objects);
    }

    @Scheduled(fixedRateString = "PT1M")
    void tell() {
        Instant to = clock.instant();
        if (!from.isBefore(to)) return;
        for (Count count : arrivals.take(to)) tell(count, to);
        from = to;
    }

    private void tell(Count count, Instant to) {
        var event = new ActivityCounted(
                UUID.randomUUID(), count.cameraId(), count.districtCode(), from, to, Math.min(MOST, count.arrivals()));
        try {
            var unused = events.send(Topics.ACTIVITY, count.cameraId(), event).whenComplete((sent, e) -> {
                if (e != null) log.debug("A minute's number of {} is lost: {}", count.cameraId(), e.getMessage());
            });
        } catch (RuntimeException e) {
            log.debug("A minute's number of {} is lost: {}", count.cameraId(), e.getMessage());
        }
    }
}
