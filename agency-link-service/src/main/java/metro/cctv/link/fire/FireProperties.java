package metro.cctv.link.fire;

import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as one fire, and who is told of it once (ours, 2026-11-22: no source states a figure).
 *
 * @param sources codes of the partners whose sensors are linked
 * @param tells the agency that is notified; nothing is ever dispatched from here
 * @param withinM signals this near belong to the fire that is known, metres
 * @param window and so does one that comes this soon after its last signal, while its incident is open
 * @param longest after its first signal; what burns then is told anew, whatever the signals between
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.fire", ignoreUnknownFields = false)
record FireProperties(
        Set<String> sources,
        @DefaultValue("119") String tells,
        @DefaultValue("100") @DecimalMin("1") double withinM,
        @DefaultValue("10m") Duration window,
        @DefaultValue("2h") Duration longest) {}
