package metro.cctv.link.report;

import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Reports of the centre.
 *
 * @param forms which agencies take them, each with the form it wants
 * @param answeredWithin without a receipt for so long, people of the centre are told to telephone
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.report", ignoreUnknownFields = false)
record ReportProperties(
        @NotEmpty Map<String, ReportForm> forms,
        @DefaultValue("60s") Duration answeredWithin) {

    Optional<ReportForm> form(String agency) {
        return Optional.ofNullable(forms.get(agency));
    }
}
