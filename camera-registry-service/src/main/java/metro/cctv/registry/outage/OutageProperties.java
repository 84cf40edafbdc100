package metro.cctv.registry.outage;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When an outage begins and ends.
 *
 * @param grace OFFLINE for longer is an outage
 * @param settle pictures must stay for so long before it is over: a flapping camera has one outage, not many
 * @param keep outages that ended earlier are forgotten
 */
@Validated
@ConfigurationProperties(prefix = "cctv.outage", ignoreUnknownFields = false)
record OutageProperties(
        @DefaultValue("60s") Duration grace,
        @DefaultValue("60s") Duration settle,
        @DefaultValue("P13M") Period keep) {}
