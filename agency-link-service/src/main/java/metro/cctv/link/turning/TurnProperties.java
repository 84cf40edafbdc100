package metro.cctv.link.turning;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Turning cameras.
 *
 * @param registryUrl who talks to the heads; null: none is turned
 * @param patience for one answer: the registry itself waits four seconds for a camera
 * @param firstPause after a failure; doubles each time
 * @param tries then it is given up, until the target moves
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.turning", ignoreUnknownFields = false)
record TurnProperties(
        @Nullable URI registryUrl,
        @DefaultValue("6s") Duration patience,
        @DefaultValue("1s") Duration firstPause,
        @DefaultValue("6") int tries) {}
