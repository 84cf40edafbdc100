package metro.cctv.link.event;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The dashboards' stream.
 *
 * @param heartbeat a comment after so much silence
 * @param cutAfter the client must come back with a fresh token: a right taken away ends here at the latest
 * @param queueLength events waiting for one slow client before it is cut
 * @param clients at the same time
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.events", ignoreUnknownFields = false)
record EventProperties(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("10m") Duration cutAfter,
        @DefaultValue("256") @Min(1) int queueLength,
        @DefaultValue("500") @Min(1) int clients) {}
