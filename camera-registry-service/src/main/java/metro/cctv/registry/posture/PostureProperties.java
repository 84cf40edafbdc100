package metro.cctv.registry.posture;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as weak.
 *
 * @param passwordMaxAge an older password is a finding
 * @param certificateWarning a certificate that ends sooner is a finding
 * @param certificateChangedFor so long a changed certificate stays a finding: somebody should know why
 * @param minimumFirmware the oldest firmware without known holes; the first entry that fits counts
 * @param every how often a batch is assessed
 * @param batch cameras at a time; 2,000 every 5 s go through 200,000 in nine minutes
 */
@Validated
@ConfigurationProperties(prefix = "cctv.posture", ignoreUnknownFields = false)
record PostureProperties(
        @DefaultValue("180d") Duration passwordMaxAge,
        @DefaultValue("30d") Duration certificateWarning,
        @DefaultValue("30d") Duration certificateChangedFor,
        @DefaultValue List<MinimumFirmware> minimumFirmware,
        @DefaultValue("5s") Duration every,
        @DefaultValue("2000") @Min(1) @Max(10_000) int batch) {

    PostureProperties {
        minimumFirmware = List.copyOf(minimumFirmware);
    }

    /**
     * @param maker as the device names itself; letter case does not matter
     * @param model the beginning of the model's name; empty: every model of this maker
     * @param version e.g. 5.7.3
     */
    record MinimumFirmware(String maker, @DefaultValue("") String model, String version) {}
}
