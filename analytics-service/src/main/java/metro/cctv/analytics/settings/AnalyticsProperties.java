package metro.cctv.analytics.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Analytics of one district.
 *
 * @param modelManifest what the model is; its file lies beside it
 * @param modelFile the weights when they lie elsewhere; empty: beside the manifest
 * @param modelFolders where other models lie, a folder each; empty: beside the model's own folder
 * @param evaluationReport what {@code ./cctv eval} wrote last, one HTML file; empty: nobody evaluates here
 * @param provider what the networks run on; refused at the start where this ONNX Runtime lacks it
 * @param workers frames analysed at a time; 0: one for each core. More than the frame topic's partitions is no use
 */
@Validated
@ConfigurationProperties(prefix = "cctv.analytics", ignoreUnknownFields = false)
public record AnalyticsProperties(
        @NotNull Path modelManifest,
        @DefaultValue("") String modelFile,
        @DefaultValue List<Path> modelFolders,
        @DefaultValue("") String evaluationReport,
        @DefaultValue("CPU") ExecutionProvider provider,
        @DefaultValue("0") @Min(0) @Max(256) int workers,
        @Valid @DefaultValue Batch batch,
        @Valid @DefaultValue Tracking tracking,
        @Valid @DefaultValue Behaviours behaviours,
        @Valid @DefaultValue Parking parking,
        @Valid @DefaultValue Shedding shedding,
        @Valid @DefaultValue Shadow shadow,
        @Valid @DefaultValue Evidence evidence,
        @Valid @DefaultValue Viewers viewers) {

    /**
     * Frames of several cameras that one worker puts into one run of the network (ADR 0050).
     *
     * @param pictures at most; 1: each alone. A network that takes one picture at a time keeps 1
     * @param longestWait of a worker for more of them, once it has the first
     */
    public record Batch(
            @DefaultValue("1") @Min(1) @Max(32) int pictures,

            @DefaultValue("0ms") @DurationMax(seconds = 1) Duration longestWait) {}

    /**
     * @param buffer how long an object that hides is remembered
     * @param recall how much of the past a restarted instance reads back, at least; longer dwell times extend it
     */
    public record Tracking(
            @DefaultValue("2s") Duration buffer,
            @DefaultValue("30s") Duration recall) {}

    /**
     * @param loiteringDwell where a zone has none of its own (KISA: 10 s)
     * @param coolDown the same behaviour of the same kind of object in the same zone raises no second alert within it
     * @param timeZone of the zones' hours
     */
    public record Behaviours(
            @DefaultValue("10s") Duration loiteringDwell,
            @DefaultValue("30s") Duration coolDown,
            @DefaultValue("Asia/Seoul") ZoneId timeZone) {}

    /**
     * Vehicles and bags that stand where they are told already. Both times together are read back by who takes over.
     *
     * @param after a thing that stands still for so long is parked (i-LIDS: 60 s)
     * @param remembered so long unseen (hidden, or its box flickers) it is still the same thing
     */
    public record Parking(
            @DefaultValue("60s") @DurationMin(seconds = 5) @DurationMax(minutes = 4)
            Duration after,

            @DefaultValue("60s") @DurationMin(seconds = 1) @DurationMax(minutes = 4)
            Duration remembered) {}

    /**
     * What gives way when frames come faster than they can be analysed.
     *
     * @param behind from this age of a frame on, frames are skipped
     * @param slowest but one frame of a camera in this time is still analysed, so that tracks hold: every second one of five a second
     * @param hopeless older frames are not looked at any more; counted apart, for alerts may be missed
     */
    public record Shedding(
            @DefaultValue("2s") Duration behind,
            @DefaultValue("350ms") Duration slowest,
            @DefaultValue("4m") Duration hopeless) {}

    /**
     * A model that is tried beside the active one.
     *
     * @param share of one core that it may take at most
     */
    public record Shadow(
            @DefaultValue("0.2") @DecimalMin("0.01") @DecimalMax("1")
            double share) {}

    /** @param keepDays after which evidence frames are destroyed (Standard Guideline art. 41: 30) */
    public record Evidence(
            @DefaultValue("30") @Min(1) @Max(3650) int keepDays) {}

    /**
     * @param max streams of detections at a time
     * @param queue events kept for a slow one; then the oldest go
     * @param longest a stream is ended after that, and the browser asks again with a fresh token
     */
    public record Viewers(
            @DefaultValue("500") @Min(1) int max,
            @DefaultValue("8") @Min(1) @Max(1000) int queue,
            @DefaultValue("10m") Duration longest) {}

    public int workerCount() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
