package metro.cctv.registry.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import metro.cctv.registry.RegistryProperties;
import metro.cctv.registry.secret.CameraSecrets.FirstKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Gathers the master keys; with a wrong, open or missing one the registry does not start. */
@Configuration(proxyBeanMethods = false)
class SecretConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SecretConfiguration.class);

    @Bean
    MasterKeys masterKeys(
            SecretProperties settings,
            RegistryProperties registry,
            SecretStore store,
            SslBundles bundles,
            JsonMapper json) {
        Path file = registry.credentialsKeyFile();
        boolean fileAlone = !settings.usesKms() && !settings.usesFolder();
        if (fileAlone && !Files.exists(file)) makeFirst(file, store.uses());
        List<MasterKeys> keepers = new ArrayList<>();
        if (settings.usesKms()) keepers.add(new TransitKeys(settings.kms(), trust(settings.kms(), bundles), json));
        if (settings.usesFolder()) keepers.add(FileKeys.folder(Path.of(settings.keyFolder())));
        if (Files.exists(file)) keepers.add(FileKeys.single(file));
        var ring = new KeyRing(keepers);
        for (SecretStore.Use use : store.uses())
            if (use.masterKeyId() == null ? !Files.exists(file) : !ring.knows(use.masterKeyId()))
                log.error(
                        "{} cameras' credentials were encrypted with master key {}, which is not here: they cannot be read",
                        use.cameras(),
                        use.masterKeyId() == null ? file : use.masterKeyId());
        return ring;
    }

    @Bean
    CredentialVault envelopes(MasterKeys masterKeys) {
        return new CredentialVault(masterKeys);
    }

    /** After the master keys: they make the file where there is none yet. */
    @Bean
    FirstKey firstKey(RegistryProperties registry, MasterKeys masterKeys) {
        Path file = registry.credentialsKeyFile();
        return new FirstKey(Files.exists(file) ? KeyFile.read(file) : null);
    }

    /** A new key is no help where an old one is missing: then somebody must put that back. */
    static void makeFirst(Path file, List<SecretStore.Use> uses) {
        long cameras = uses.stream().mapToLong(SecretStore.Use::cameras).sum();
        if (cameras > 0)
            throw new IllegalStateException("key file " + file + ": not there, but " + cameras
                    + " cameras' credentials were encrypted with it or with keys that are not configured; put it back");
        KeyFile.create(file);
    }

    private static @Nullable SSLContext trust(SecretProperties.Kms kms, SslBundles bundles) {
        return kms.sslBundle().isBlank()
                ? null
                : bundles.getBundle(kms.sslBundle()).createSslContext();
    }
}
