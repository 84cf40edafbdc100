package metro.cctv.chassis.messaging;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Topics as they are made when missing.
 *
 * @param partitions of every topic; a camera stays in one
 * @param replication 1 on one machine, 3 in a city
 * @param frameRetention frames are for now, not for keeping
 * @param frameBytes per partition
 * @param deadFrameRetention frames that could not be read, parked for whoever looks into it
 * @param eventRetention events, and whatever was parked of them
 */
@Validated
@ConfigurationProperties(prefix = "cctv.messaging", ignoreUnknownFields = false)
public record MessagingProperties(
        @DefaultValue("4") @Min(1) int partitions,
        @DefaultValue("1") @Min(1) short replication,
        @DefaultValue("5m") Duration frameRetention,
        @DefaultValue("256MB") DataSize frameBytes,
        @DefaultValue("24h") Duration deadFrameRetention,
        @DefaultValue("7d") Duration eventRetention) {}
