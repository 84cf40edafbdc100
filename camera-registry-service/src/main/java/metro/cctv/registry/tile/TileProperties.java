package metro.cctv.registry.tile;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Vector tiles.
 *
 * @param cacheSize of all cut tiles together, in memory
 * @param maxAge a tile is cut again after this however quiet the map is
 * @param changesEvery how often, at most, the database is asked what changed; a change shows that late
 */
@Validated
@ConfigurationProperties(prefix = "cctv.tile", ignoreUnknownFields = false)
record TileProperties(
        @DefaultValue("24MB") @NotNull DataSize cacheSize,

        @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration maxAge,

        @DefaultValue("500ms") @DurationMin(millis = 0) @DurationMax(seconds = 10)
        Duration changesEvery) {}
