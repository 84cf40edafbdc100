package metro.cctv.retention.key;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Keys of recordings.
 *
 * @param folder private keys, a small file for each district and day; on another disk than the recordings, in no backup
 * @param daysAhead how long ingest can record while this service is away
 */
@Validated
@ConfigurationProperties(prefix = "cctv.recording-keys", ignoreUnknownFields = false)
public record RecordingKeyProperties(
        @NotNull Path folder,
        @DefaultValue("14") @Min(1) @Max(60) int daysAhead) {}
