package metro.cctv.link.selection;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.Set;
import metro.cctv.contracts.camera.CameraPurpose;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which cameras a case gets.
 *
 * @param radiusM the circle to begin with, metres
 * @param widenBy factor while there are too few
 * @param maxRadiusM never farther, metres
 * @param atLeast cameras to look for before the circle stops growing
 * @param atMost cameras for one case
 * @param viewRangeM how far a camera is taken to show a person usefully, metres
 * @param usablePurposes cameras set up for these may serve an emergency
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.selection", ignoreUnknownFields = false)
public record SelectionProperties(
        @DefaultValue("500") @DecimalMin("1") double radiusM,
        @DefaultValue("1.5") @DecimalMin("1.1") double widenBy,
        @DefaultValue("4000") @DecimalMin("1") double maxRadiusM,
        @DefaultValue("3") @Min(1) int atLeast,
        @DefaultValue("9") @Min(1) @Max(36) int atMost,
        @DefaultValue("150") @DecimalMin("1") double viewRangeM,

        @DefaultValue({
            "CRIME_PREVENTION",
            "MULTIPURPOSE",
            "CHILD_PROTECTION",
            "TRAFFIC_INFORMATION",
            "DISASTER",
            "VEHICLE_CRIME_PREVENTION"
        })
        @NotEmpty
        Set<CameraPurpose> usablePurposes) {
    /** These, with what a service asks for instead. */
    public SelectionProperties with(@Nullable SelectionChange change) {
        if (change == null) return this;
        return new SelectionProperties(
                or(change.radiusM(), radiusM),
                widenBy,
                or(change.maxRadiusM(), maxRadiusM),
                or(change.atLeast(), atLeast),
                or(change.atMost(), atMost),
                viewRangeM,
                or(change.usablePurposes(), usablePurposes));
    }

    private static <T> T or(@Nullable T asked, T usual) {
        return asked == null ? usual : asked;
    }
}
