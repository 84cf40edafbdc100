package metro.cctv.link.actuation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The traffic office's signal controller, by one of two ways; with neither a request is refused as unavailable.
 *
 * @param file commands are written into it, one JSON object a line
 * @param url commands are posted there as JSON, and acknowledged by their {@code requestId}
 * @param releasedAfter a priority that nobody gave back ends by itself
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.signal", ignoreUnknownFields = false)
record SignalProperties(
        @Nullable Path file,
        @Nullable URI url,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("5m") Duration releasedAfter) {}
