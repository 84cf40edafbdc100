package metro.cctv.link.delivery;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Telling agencies.
 *
 * @param schemes of a webhook's URL
 * @param loopback whether an agency may live on this machine: for trying out only
 * @param privateNetworks whether a webhook may lie in a private network; a city's closed network is one
 * @param timeout for an agency's whole answer
 * @param firstBackoff pause after the first failure; doubles each time, with jitter
 * @param maxBackoff longest pause
 * @param deadAfter an event that nobody took for so long is given up; the feed still has it
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.delivery", ignoreUnknownFields = false)
record DeliveryProperties(
        @DefaultValue("https") Set<String> schemes,
        @DefaultValue("false") boolean loopback,
        @DefaultValue("true") boolean privateNetworks,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("1s") Duration firstBackoff,
        @DefaultValue("10m") Duration maxBackoff,
        @DefaultValue("24h") Duration deadAfter) {}
