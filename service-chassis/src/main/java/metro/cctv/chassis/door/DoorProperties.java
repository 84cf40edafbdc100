package metro.cctv.chassis.door;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The internal door.
 *
 * @param issuer who must have signed the token
 * @param audience whom it must be meant for
 * @param jwkSetUri where the gateway publishes its public keys
 */
@Validated
@ConfigurationProperties(prefix = "cctv.door", ignoreUnknownFields = false)
public record DoorProperties(
        @DefaultValue("metro-cctv") @NotBlank String issuer,
        @DefaultValue("metro-cctv-services") @NotBlank String audience,
        @NotNull URI jwkSetUri) {}
