package metro.cctv.link.correlation;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When signals from several sides are one incident. 5 minutes and 200 m are the project's (issue D), not law.
 *
 * @param every how often new signals are looked at
 * @param testMarks a number or summary that begins so is a test of its sender's and belongs to nothing
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.correlation", ignoreUnknownFields = false)
record CorrelationProperties(
        @DefaultValue("2s") Duration every,
        @DefaultValue("200") @Min(1) @Max(2000) int withinM,
        @DefaultValue("5m") Duration within,
        @DefaultValue({"TEST", "DRILL", "시험", "훈련"}) List<String> testMarks) {

    CorrelationRule.Bounds bounds() {
        return new CorrelationRule.Bounds(withinM, within);
    }
}
