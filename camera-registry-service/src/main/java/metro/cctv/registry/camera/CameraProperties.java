package metro.cctv.registry.camera;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Cameras.
 *
 * @param districtToleranceM outlines of districts may be simplified: an active camera this far outside its own is a
 *     warning in its history, further away it is refused
 */
@Validated
@ConfigurationProperties(prefix = "cctv.camera", ignoreUnknownFields = false)
public record CameraProperties(
        @DefaultValue("1000") @DecimalMin("0") @DecimalMax("100000")
        double districtToleranceM) {}
