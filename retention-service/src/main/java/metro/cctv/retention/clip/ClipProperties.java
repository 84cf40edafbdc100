package metro.cctv.retention.clip;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Clips.
 *
 * @param longest of one clip
 * @param keep an agency's copy must be destroyed so long after it was made
 * @param width of its pictures at most, in pixels
 * @param bitsPerSecond of its pictures
 * @param atOnce made at the same time; more are refused. Each holds its result in memory until it is sent.
 * @param maxBytes of one clip
 * @param answerWithin a request waits so long for its clip, then the caller asks again; below the gateway's patience (30 s)
 * @param waits a finished clip that nobody fetches is forgotten after it
 */
@Validated
@ConfigurationProperties(prefix = "cctv.clip", ignoreUnknownFields = false)
record ClipProperties(
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration longest,
        @DefaultValue("7d") @DurationMin(days = 1) Duration keep,
        @DefaultValue("1280") @Min(160) @Max(1920) int width,
        @DefaultValue("1500000") @Min(100_000) long bitsPerSecond,
        @DefaultValue("1") @Min(1) @Max(8) int atOnce,
        @DefaultValue("33554432") @Min(1_000_000) int maxBytes,

        @DefaultValue("15s") @DurationMin(millis = 1) Duration answerWithin,

        @DefaultValue("2m") @DurationMin(millis = 1) Duration waits) {}
