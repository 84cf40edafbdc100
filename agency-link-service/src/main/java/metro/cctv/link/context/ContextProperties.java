package metro.cctv.link.context;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is told of a place.
 *
 * @param registryUrl where the city's layers are
 * @param files of other offices, by layer: a JSON array of things with the fields of {@link ContextItem}, without a distance
 * @param patience for each source; what does not answer is named as missing
 * @param hospitalRadiusM how far an ambulance looks, metres
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.context", ignoreUnknownFields = false)
record ContextProperties(
        @Nullable URI registryUrl,
        @Nullable Map<ContextLayer, Path> files,
        @DefaultValue("800ms") Duration patience,
        @DefaultValue("500") double radiusM,
        @DefaultValue("20000") double hospitalRadiusM) {}
