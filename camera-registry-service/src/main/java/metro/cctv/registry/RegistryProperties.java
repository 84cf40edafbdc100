package metro.cctv.registry;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The registry.
 *
 * @param credentialsKeyFile 32 random bytes that the cameras' passwords are encrypted with; made when missing
 * @param allowedNetworks CIDR blocks in which cameras may stand; link-local addresses are refused in any case
 */
@Validated
@ConfigurationProperties(prefix = "cctv.registry", ignoreUnknownFields = false)
public record RegistryProperties(
        @NotNull Path credentialsKeyFile,

        @DefaultValue({"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"}) @NotEmpty
        List<String> allowedNetworks) {}
