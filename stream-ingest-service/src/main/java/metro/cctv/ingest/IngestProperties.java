package metro.cctv.ingest;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metro.cctv.ingest.frame.FrameSettings;
import metro.cctv.ingest.lease.LeaseSettings;
import metro.cctv.ingest.record.BucketSettings;
import metro.cctv.ingest.record.DiskSettings;
import metro.cctv.ingest.record.RecordSettings;
import metro.cctv.ingest.relay.RelaySettings;
import metro.cctv.ingest.rtsp.RtspSettings;
import metro.cctv.ingest.tampering.TamperingSettings;
import metro.cctv.store.S3Settings;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * One ingest process.
 *
 * @param districts codes whose cameras are pulled, or "*" for all
 * @param recordingsRoots where segments go, a folder on each disk; retention reads the same folders
 * @param headroom of each disk that no segment begins in
 * @param stateDir camera cache, credentials (encrypted), spool; small, must survive a restart
 * @param credentialKeyFile 32 bytes, mode 0600; null: {@code credential.key} in the state folder
 * @param s3 a bucket that whole segments go to from the disks; off without a name
 * @param upload the way there
 * @param registryUrl the registry's base address
 * @param retentionUrl retention's, which hands out the keys that recordings are sealed with
 */
@Validated
@ConfigurationProperties(prefix = "cctv.ingest", ignoreUnknownFields = false)
public record IngestProperties(
        @DefaultValue("*") @NotEmpty List<String> districts,
        @NotEmpty List<Path> recordingsRoots,
        @DefaultValue("512MB") @NotNull DataSize headroom,
        @NotNull S3Settings s3,
        @NotNull BucketSettings upload,
        @NotNull Path stateDir,
        @Nullable Path credentialKeyFile,
        @NotBlank String registryUrl,
        @NotBlank String retentionUrl,
        @DefaultValue @NotNull LeaseSettings lease,
        @DefaultValue @NotNull Session session,
        @DefaultValue @NotNull RecordSettings record,
        @DefaultValue @NotNull FrameSettings frame,
        @DefaultValue @NotNull TamperingSettings tampering,
        @DefaultValue @NotNull RelaySettings relay,
        @DefaultValue @NotNull RtspSettings rtsp) {

    /**
     * RTSP sessions.
     *
     * @param loops event-loop threads for all cameras; 0: one per two processors, at least one
     * @param connectTimeout for the TCP connection
     * @param answerTimeout for one RTSP answer
     * @param stallAfter without a decodable picture the session is dropped and dialled anew
     * @param dialsPerSecond over all cameras, so that a district that comes back is not dialled at once
     * @param maxMegabitsPerSecond of one camera; above it reading pauses until the next second
     * @param maxGop without a key frame for so long a session is dropped and dialled anew, for segments begin with key frames
     */
    public record Session(
            @DefaultValue("0") @Min(0) @Max(64) int loops,
            @DefaultValue("5s") @NotNull Duration connectTimeout,
            @DefaultValue("10s") @NotNull Duration answerTimeout,

            @DefaultValue("10s") @NotNull @DurationMin(seconds = 2)
            Duration stallAfter,

            @DefaultValue("50") @DecimalMin("0.1") @DecimalMax("1000")
            double dialsPerSecond,

            @DefaultValue("64") @Min(1) @Max(1000) int maxMegabitsPerSecond,

            @DefaultValue("60s") @NotNull @DurationMin(seconds = 2)
            Duration maxGop) {
        int loopsOrDefault() {
            return loops > 0 ? loops : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }

    DiskSettings disks() {
        return new DiskSettings(recordingsRoots, headroom.toBytes());
    }

    Path keyFile() {
        return credentialKeyFile != null ? credentialKeyFile : stateDir.resolve("credential.key");
    }
}
