package metro.cctv.registry.secret;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the master keys are. The first of these that is set wraps; the others and {@code
 * cctv.registry.credentials-key-file} go on opening what they wrapped.
 *
 * @param kms a key service
 * @param keyFolder a folder of {@code NAME.key} files, the last name wraps; empty: none
 */
@Validated
@ConfigurationProperties(prefix = "cctv.secret", ignoreUnknownFields = false)
record SecretProperties(
        @Valid @DefaultValue Kms kms, @DefaultValue("") String keyFolder) {

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
            @DefaultValue("") String url,

            @DefaultValue("transit") @Pattern(regexp = "[a-zA-Z0-9_-]+(/[a-zA-Z0-9_-]+)*")
            String mount,

            @DefaultValue("camera-credentials") @Pattern(regexp = "[a-zA-Z0-9_.-]{1,64}")
            String key,

            @DefaultValue("") String tokenFile,
            @DefaultValue("3s") Duration timeout,
            @DefaultValue("") String sslBundle) {}

    boolean usesKms() {
        return !kms.url().isBlank();
    }

    boolean usesFolder() {
        return !keyFolder.isBlank();
    }
}
