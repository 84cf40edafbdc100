package metro.cctv.link.incident;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When two events are one incident (domain.md row 38; the figures are ours, 2026-11-22).
 *
 * @param withinM of the place where the incident is now, metres
 * @param window between what was seen and the incident's opening, or what joined it last
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.correlation", ignoreUnknownFields = false)
record CorrelationProperties(
        @DefaultValue("200") @DecimalMin("1") double withinM,
        @DefaultValue("5m") @NotNull Duration window) {}
