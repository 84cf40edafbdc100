package metro.cctv.registry.site;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Imports and exports of sites.
 *
 * @param spoolFolder where an uploaded file waits until its job is done; then it is deleted
 * @param maxUpload larger files are refused
 * @param maxRows of one file
 * @param maxFindings lines of one report; more are counted, not kept
 * @param maxWaiting jobs that wait for their turn; more are refused
 * @param keptJobs reports of older jobs are deleted
 * @param chunkRows rows of one transaction
 * @param chunksAtOnce transactions of one job side by side: while one waits for the database, the other prepares its rows
 * @param silentAfter a running job that has not been heard of for so long belongs to a dead process
 */
@Validated
@ConfigurationProperties(prefix = "cctv.site", ignoreUnknownFields = false)
public record SiteProperties(
        @NotNull Path spoolFolder,
        @DefaultValue("256MB") DataSize maxUpload,
        @DefaultValue("1000000") @Min(1) int maxRows,
        @DefaultValue("50000") @Min(1) int maxFindings,
        @DefaultValue("8") @Min(1) int maxWaiting,
        @DefaultValue("200") @Min(1) int keptJobs,
        @DefaultValue("500") @Min(1) @Max(5000) int chunkRows,
        @DefaultValue("2") @Min(1) @Max(8) int chunksAtOnce,
        @DefaultValue("30s") Duration silentAfter) {}
