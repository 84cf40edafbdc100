package metro.cctv.registry.moving;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Moving cameras.
 *
 * @param aheadAtMost a pose from further in the future is refused: it would hold the camera there until that time
 * @param keepPoses older poses are refused and deleted; 30 days, as the pictures themselves
 * @param tellEvery at most one event a camera in this time; the last pose is always told
 */
@Validated
@ConfigurationProperties(prefix = "cctv.moving", ignoreUnknownFields = false)
public record MovingProperties(
        @DefaultValue("1m") @NotNull Duration aheadAtMost,
        @DefaultValue("30d") @NotNull Duration keepPoses,
        @DefaultValue("1s") @NotNull Duration tellEvery) {}
