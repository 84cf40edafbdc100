package metro.cctv.link.grant;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long somebody may look (domain.md §B, our proposal of 2026-11-21: no public source states a limit).
 *
 * @param validFor from now, at issue and at each renewal
 * @param limit after the case was opened; no renewal beyond
 * @param buryAfter an ended grant leaves the compacted topic this much later
 * @param rtspAddress see {@link RtspAddress}; blank: agencies are given none
 */
@Validated
@ConfigurationProperties(prefix = "cctv.link.grant", ignoreUnknownFields = false)
record GrantProperties(
        @DefaultValue("10m") Duration validFor,
        @DefaultValue("2h") Duration limit,
        @DefaultValue("1d") Duration buryAfter,
        @Nullable String rtspAddress) {
    GrantProperties {
        if (rtspAddress != null && !rtspAddress.isBlank()) RtspAddress.check(rtspAddress);
    }

    Optional<RtspAddress> rtsp() {
        return Optional.ofNullable(rtspAddress)
                .filter(address -> !address.isBlank())
                .map(RtspAddress::new);
    }
}
