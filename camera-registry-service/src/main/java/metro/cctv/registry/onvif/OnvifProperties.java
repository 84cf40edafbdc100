package metro.cctv.registry.onvif;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Talking to cameras.
 *
 * @param connectTimeout for the connection and the TLS handshake
 * @param callTimeout a whole call, however slowly the device drips
 * @param devicesAtOnce devices talked to at a time; one call at a time per device
 * @param loginPause a log-in that a device refused is not tried again for this long: devices lock accounts
 * @param probesAtOnce probes that run at a time; each is several calls
 * @param probesPerMinute of all people together
 * @param probeTimeout a whole probe; what was not read by then is left out and said
 * @param discoveryInterfaces local addresses of the interfaces that multicast probes leave by; empty: no multicast
 * @param discoveryPort UDP port that devices listen on
 * @param sweepPerSecond unicast probes per second
 * @param sweepAddresses addresses in one sweep at most (1,024 is a /22)
 */
@Validated
@ConfigurationProperties(prefix = "cctv.onvif", ignoreUnknownFields = false)
record OnvifProperties(
        @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("5s") @NotNull Duration callTimeout,
        @DefaultValue("32") @Min(1) @Max(256) int devicesAtOnce,
        @DefaultValue("60s") @NotNull Duration loginPause,
        @DefaultValue("4") @Min(1) @Max(32) int probesAtOnce,
        @DefaultValue("60") @Min(1) @Max(600) int probesPerMinute,
        @DefaultValue("25s") @NotNull Duration probeTimeout,
        @DefaultValue List<String> discoveryInterfaces,
        @DefaultValue("3702") @Min(1) @Max(65_535) int discoveryPort,
        @DefaultValue("250") @Min(1) @Max(2000) int sweepPerSecond,
        @DefaultValue("1024") @Min(1) @Max(1024) int sweepAddresses) {}
