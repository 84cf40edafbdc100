package metro.cctv.link.vulnerable;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who sends alarms that the centre looks at first, by code; a safe-return app is one more of them.
 *
 * @param maxPhotoBytes of the picture of the person
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.vulnerable", ignoreUnknownFields = false)
record AlarmProperties(
        Map<String, @Valid Source> sources,
        @DefaultValue("300000") int maxPhotoBytes) {

    /**
     * @param kind that its incidents are
     * @param tells agencies that hear of it when a person of the centre has confirmed it
     * @param escalateAfter when nobody took it until then, the lead is told
     */
    record Source(
            @NotBlank String name,
            @NotBlank String nameKorean,
            @NotBlank String kind,
            Set<String> tells,
            @DefaultValue("60s") Duration escalateAfter) {}

    AlarmProperties {
        sources = Map.copyOf(sources);
    }
}
