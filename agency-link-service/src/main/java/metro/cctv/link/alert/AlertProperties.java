package metro.cctv.link.alert;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.alert.Behaviour;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The queue.
 *
 * @param escalatedTo agencies that are told, without pictures, when a person escalates an alert
 * @param claimFor how long a claim holds without another step
 * @param hereFor how long ago somebody may have been seen whom work is handed over to: a shift and the one before
 * @param merge neighbouring cameras that tell the same
 * @param patience how long an alert may lie untouched, where its behaviour has no line of its own
 * @param patienceOf the same by behaviour: the graver, the shorter
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.alert", ignoreUnknownFields = false)
record AlertProperties(
        @DefaultValue("112") Set<String> escalatedTo,
        @DefaultValue("5m") Duration claimFor,
        @DefaultValue("24h") Duration hereFor,
        @DefaultValue @Valid Merge merge,
        @DefaultValue @Valid Patience patience,
        @DefaultValue Map<Behaviour, @Valid Patience> patienceOf) {

    /**
     * @param operator untouched for so long, it goes to the lead as well
     * @param lead untouched for so long more, it goes to the manager as well
     */
    record Patience(
            @DefaultValue("60s") @NotNull Duration operator,
            @DefaultValue("120s") @NotNull Duration lead) {
        public Patience {
            if (!operator.isPositive() || !lead.isPositive())
                throw new IllegalArgumentException("cctv.link.alert.patience: longer than nothing");
        }
    }

    /**
     * @param within alerts of cameras near each other, of the same kind, are one within this time; none: never
     * @param metres between the cameras
     */
    record Merge(
            @DefaultValue("30s") @NotNull Duration within,

            @DefaultValue("100") @DecimalMin("0") @DecimalMax("1000")
            double metres) {
        public Merge {
            if (within.isNegative() || within.compareTo(Duration.ofMinutes(10)) > 0)
                throw new IllegalArgumentException("cctv.link.alert.merge.within: 0 to 10 minutes");
        }
    }

    public AlertProperties {
        if (!claimFor.isPositive())
            throw new IllegalArgumentException("cctv.link.alert.claim-for: longer than nothing");
    }

    Patience patience(Behaviour behaviour) {
        return patienceOf.getOrDefault(behaviour, patience);
    }
}
