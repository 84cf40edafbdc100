package metro.cctv.analytics.alert;

import java.time.Clock;
import java.time.Duration;
import metro.cctv.analytics.settings.AnalyticsProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Evidence frames die on time; the alert's row stays, without a picture of anyone. */
@Component
class EvidenceDestruction {
    private static final Logger log = LoggerFactory.getLogger(EvidenceDestruction.class);

    private final AlertStore alerts;
    private final Clock clock;
    private final Duration keep;

    EvidenceDestruction(AlertStore alerts, Clock clock, AnalyticsProperties settings) {
        this.alerts = alerts;
        this.clock = clock;
        this.keep = Duration.ofDays(settings.evidence().keepDays());
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void destroyExpired() {
        try {
            int destroyed = alerts.destroyEvidenceBefore(clock.instant().minus(keep));
            if (destroyed > 0) log.info("{} evidence frames destroyed, older than {} days", destroyed, keep.toDays());
        } catch (RuntimeException e) {
            log.error("Evidence frames could not be destroyed; next try in ten minutes: {}", e.getMessage());
        }
    }
}
