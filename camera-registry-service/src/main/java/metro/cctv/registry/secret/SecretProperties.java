package metro.cctv.registry.secret;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the master keys are. The first of these that is set wraps; the others and {@code
 * cctv.registry.credentials-key-file} go on opening what they wrapped.
 *
 * @param kms a key service; null: none
 * @param keyFolder a folder of {@code NAME.key} files, the last name wraps; null or empty: none
 */
@Validated
@ConfigurationProperties(prefix = "cctv.secret", ignoreUnknownFields = false)
record SecretProperties(@Valid @Nullable Kms kms, @Nullable Path keyFolder) {

    /**
     * A key service in the shape of Vault's transit engine.
     *
     * @param url https, or http to loopback; empty: none
     * @param mount where the engine is mounted
     * @param key the key's name there
     * @param tokenFile its token, readable by this user only; read anew for every call, so that an agent may renew it
     * @param timeout for a whole call
     * @param sslBundle name of a Spring SSL bundle that trusts the service; empty: the JVM's own trust
     */
    record Kms(
            @Nullable URI url,
            @DefaultValue("transit") @NotBlank @Pattern(regexp = "[a-zA-Z0-9_-]+(/[a-zA-Z0-9_-]+)*") String mount,
            @DefaultValue("camera-credentials") @NotBlank @Pattern(regexp = "[a-zA-Z0-9_.-]{1,64}") String key,
            @Nullable Path tokenFile,
            @DefaultValue("3s") @NotNull Duration timeout,
            @DefaultValue("") String sslBundle) {

        boolean isUsed() {
            return url != null && !url.toString().isBlank();
        }
    }

    boolean usesKms() {
        return kms != null && kms.isUsed();
    }

    boolean usesFolder() {
        return keyFolder != null && !keyFolder.toString().isBlank();
    }
}
