package metro.cctv.registry.health;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a camera counts as what. Ingest repeats itself every minute.
 *
 * @param silenceAfter no word for this long: a camera is OFFLINE (SILENT), a whole district STALE; three of ingest's
 *     intervals (domain.md row 46)
 * @param connectingFor dialling without a picture for longer is OFFLINE
 * @param subMissingAfter a sub-stream away for this long makes its camera DEGRADED
 * @param flapWindow in which {@code flapChanges} are counted
 * @param flapChanges so often pictures began or ceased: the camera flaps; three breaks make six
 * @param gapWindow how long a gap in the recording of a camera that shows pictures makes it DEGRADED
 * @param sweepEvery how often time is looked at
 * @param silenceEvery how often every camera's last word is looked at: the dearest part of the sweep
 * @param keepHistory states that ended earlier are forgotten
 */
@Validated
@ConfigurationProperties(prefix = "cctv.health", ignoreUnknownFields = false)
record HealthProperties(
        @DefaultValue("3m") Duration silenceAfter,
        @DefaultValue("60s") Duration connectingFor,
        @DefaultValue("60s") Duration subMissingAfter,
        @DefaultValue("10m") Duration flapWindow,

        @DefaultValue("6") @Min(2) @Max(StreamWord.MAX_CHANGES)
        int flapChanges,

        @DefaultValue("10m") Duration gapWindow,
        @DefaultValue("5s") Duration sweepEvery,
        @DefaultValue("15s") Duration silenceEvery,
        @DefaultValue("P13M") Period keepHistory) {}
