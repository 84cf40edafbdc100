package metro.cctv.link.camera;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The local copy of the cameras.
 *
 * @param healthStaleAfter health is repeated every minute; silence this long means that nothing is known
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.camera", ignoreUnknownFields = false)
record CameraProperties(@DefaultValue("3m") Duration healthStaleAfter) {}
