package metro.cctv.chassis.client;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How this service proves who it is to another.
 *
 * @param id e.g. {@code svc-ingest}
 * @param secret generated at installation, never in a file of the project
 * @param tokenUri the gateway's token endpoint
 */
@Validated
@ConfigurationProperties(prefix = "cctv.service-client", ignoreUnknownFields = false)
public record ServiceClientProperties(
        @NotBlank String id,
        @NotBlank String secret,
        @NotNull URI tokenUri) {
    @Override
    public String toString() {
        return "ServiceClientProperties[id=" + id + ", secret=***, tokenUri=" + tokenUri + "]";
    }
}
