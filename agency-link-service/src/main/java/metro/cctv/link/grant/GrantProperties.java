package metro.cctv.link.grant;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long somebody may look (domain.md §B, our proposal of 2026-11-21: no public source states a limit).
 *
 * @param validFor from now, at issue and at each renewal
 * @param limit after the case was opened; no renewal beyond
 * @param buryAfter an ended grant leaves the compacted topic this much later
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.grant", ignoreUnknownFields = false)
record GrantProperties(
        @DefaultValue("10m") Duration validFor,
        @DefaultValue("2h") Duration limit,
        @DefaultValue("1d") Duration buryAfter) {}
