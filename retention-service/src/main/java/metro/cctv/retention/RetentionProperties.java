package metro.cctv.retention;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metro.cctv.store.S3Settings;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Retention.
 *
 * @param recordingsRoots the folders that ingest writes to
 * @param s3 the bucket that ingest puts whole recordings into; off without a name
 * @param keep a recording is destroyed when its last picture is older than this
 * @param destroyEvery pause between two runs of the destruction job
 * @param clockOffset how far the destruction job's clock stands ahead; for demonstrations
 * @param maxClockStep see {@code ClockGuardRule}
 */
@Validated
@ConfigurationProperties(prefix = "cctv.retention", ignoreUnknownFields = false)
public record RetentionProperties(
        @NotEmpty List<Path> recordingsRoots,
        @NotNull S3Settings s3,
        @DefaultValue("30d") @DurationMin(hours = 1) Duration keep,
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration destroyEvery,
        @DefaultValue("0s") @DurationMin Duration clockOffset,
        @DefaultValue("1d") @DurationMin(minutes = 10) Duration maxClockStep) {}
