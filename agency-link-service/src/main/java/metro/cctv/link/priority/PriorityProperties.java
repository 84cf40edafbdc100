package metro.cctv.link.priority;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import metro.cctv.contracts.alert.Behaviour;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which cameras come before a person's eyes (ADR 0033). All figures are ours but the gauge's norm.
 *
 * @param seenWithin every camera comes up at least this often while enough people watch
 * @param dwell how long a camera of the round stays up
 * @param hold how long a hot camera keeps its tile, whatever comes
 * @param round between two plans
 * @param silent a wall that has not been heard of for so long is off
 * @param changesPerMinute new cameras on one person's wall in any minute, at most
 * @param roundChanges of those, for the round
 * @param hotFrom points that bring a camera forward
 * @param weights points of a fresh, certain alert by behaviour; {@code usualWeight} for any other
 * @param halfLife an alert's points halve in this time
 * @param decidedFor alerts that somebody has decided on count for so long, open ones for {@code openFor}
 * @param incidentWithinM an open incident this near adds points
 * @param camerasPerOperator the gauge's norm (Daejeon's guideline, design.md §7)
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.priority", ignoreUnknownFields = false)
record PriorityProperties(
        @DefaultValue("60m") Duration seenWithin,
        @DefaultValue("20s") Duration dwell,
        @DefaultValue("10s") Duration hold,
        @DefaultValue("5s") Duration round,
        @DefaultValue("60s") Duration silent,
        @DefaultValue("24") @Min(4) @Max(60) int changesPerMinute,
        @DefaultValue("16") @Min(3) int roundChanges,
        @DefaultValue("10") @Min(1) @Max(100) int hotFrom,
        @DefaultValue Map<Behaviour, Integer> weights,
        @DefaultValue("40") @Min(1) @Max(100) int usualWeight,
        @DefaultValue("10m") Duration halfLife,
        @DefaultValue("30m") Duration decidedFor,
        @DefaultValue("12h") Duration openFor,
        @DefaultValue("500") @Min(1) @Max(5000) int incidentWithinM,
        @DefaultValue("50") @Min(1) int camerasPerOperator) {

    public PriorityProperties {
        boolean positive = Stream.of(seenWithin, dwell, hold, round, silent, halfLife, decidedFor, openFor)
                .allMatch(Duration::isPositive);
        if (!positive) throw new IllegalArgumentException("cctv.link.priority: times are longer than nothing");
        if (roundChanges >= changesPerMinute)
            throw new IllegalArgumentException("cctv.link.priority.round-changes: fewer than changes-per-minute");
        Duration slack = dwell.plus(hold).plus(round.multipliedBy(2));
        if (dwell.compareTo(WallRule.MINUTE) > 0 || seenWithin.compareTo(slack.multipliedBy(2)) < 0)
            throw new IllegalArgumentException(
                    "cctv.link.priority: dwell a minute at most, seen-within twice dwell, hold and two rounds at least");
    }

    WallRule.Limits limits() {
        return new WallRule.Limits(seenWithin, dwell, hold, round, changesPerMinute, roundChanges, hotFrom);
    }

    PriorityRule.Scale scale() {
        return new PriorityRule.Scale(weights, usualWeight, halfLife, incidentWithinM, seenWithin);
    }
}
