package metro.cctv.registry.ptz;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Steering of cameras.
 *
 * @param leaseIdle a lease lapses so long after the last command
 * @param operatorLongest an operator's lease ends so long after it began, whatever they do; then the camera is free for the first
 *     who asks
 * @param caseLongest the limit of a case's session (domain.md §B)
 * @param patrolLongest a patrol ends so long after its start
 * @param moveStopsAfter a MOVE that is not repeated ends
 * @param commandWithin waiting for the camera's earlier command and for its answer, together
 * @param statusEvery how often a moving camera with approved arcs is asked where it looks
 * @param sweepEvery how often due returns home, patrol steps and left-over moves are looked for
 * @param permitLongest a vendor's permit
 * @param commandsAtOnce commands of the sweep to different cameras
 */
@Validated
@ConfigurationProperties(prefix = "cctv.ptz", ignoreUnknownFields = false)
record PtzProperties(
        @DefaultValue("30s") @DurationMin(seconds = 5) @DurationMax(minutes = 10)
        Duration leaseIdle,

        @DefaultValue("10m") @DurationMin(minutes = 1) Duration operatorLongest,
        @DefaultValue("1h") @DurationMin(minutes = 1) Duration leadLongest,
        @DefaultValue("2h") @DurationMin(minutes = 1) Duration caseLongest,
        @DefaultValue("30m") @DurationMin(minutes = 1) Duration patrolLongest,

        @DefaultValue("2s") @DurationMin(millis = 500) @DurationMax(seconds = 10)
        Duration moveStopsAfter,

        @DefaultValue("4s") @DurationMin(millis = 500) @DurationMax(seconds = 30)
        Duration commandWithin,

        @DefaultValue("100ms") @DurationMin(millis = 50) @DurationMax(seconds = 1)
        Duration statusEvery,

        @DefaultValue("500ms") @DurationMin(millis = 100) Duration sweepEvery,

        @DefaultValue("4h") @DurationMin(minutes = 1) @DurationMax(hours = 24)
        Duration permitLongest,

        @DefaultValue("32") @Min(1) @Max(256) int commandsAtOnce) {

    LeaseRule.Limits limits() {
        return new LeaseRule.Limits(leaseIdle, operatorLongest, leadLongest, caseLongest, patrolLongest);
    }
}
