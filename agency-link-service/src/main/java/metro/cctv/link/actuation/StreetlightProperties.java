package metro.cctv.link.actuation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The office that runs the streetlights, by one of two ways; with neither a request is refused as unavailable.
 *
 * @param file commands are written into it, one JSON object a line
 * @param url commands are posted there as JSON, and acknowledged by their {@code lightId}
 * @param withinM around the person, metres
 * @param lasts then they dim by themselves
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.streetlight", ignoreUnknownFields = false)
record StreetlightProperties(
        @Nullable Path file,
        @Nullable URI url,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("100") double withinM,
        @DefaultValue("15m") Duration lasts) {}
