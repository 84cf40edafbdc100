package metro.cctv.registry.zone;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Zones that wait for a second person.
 *
 * @param proposalValid then a proposal expires: who looks at it later should look at the street again, too
 * @param maxOpen open proposals of one camera at most
 */
@Validated
@ConfigurationProperties(prefix = "cctv.zone", ignoreUnknownFields = false)
record ZoneProperties(
        @DefaultValue("7d") Duration proposalValid,
        @DefaultValue("10") @Min(1) @Max(100) int maxOpen) {}
