package metro.cctv.gateway.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.contracts.access.Role;
import metro.cctv.gateway.settings.GatewayProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the accounts that the bootstrap file names and the table lacks, before the door opens. For those that exist
 * only a different secret is taken over: role and districts belong to the table from then on.
 */
@Component
class Bootstrap implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{1,63}";
    /** The public client of people's scripts; it has no secret and no row. */
    private static final String RESERVED = "cctv-cli";

    private final GatewayProperties gateway;
    private final AccountStore store;
    private final AccountDirectory directory;
    private final PasswordEncoder encoder;
    private final JsonMapper json;

    Bootstrap(
            GatewayProperties gateway,
            AccountStore store,
            AccountDirectory directory,
            PasswordEncoder encoder,
            JsonMapper json) {
        this.gateway = gateway;
        this.store = store;
        this.directory = directory;
        this.encoder = encoder;
        this.json = json;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Path file = gateway.bootstrapFile();
        if (file == null || file.toString().isBlank()) return;
        if (!Files.exists(file)) {
            log.warn("The bootstrap file is gone; the accounts stay as they are");
            return;
        }
        apply(read(file));
    }

    void apply(BootstrapFile file) {
        file.entries().forEach(Bootstrap::check);
        file.entries().forEach(this::apply);
    }

    private void apply(BootstrapFile.Entry entry) {
        Optional<Account> known = store.find(entry.name());
        if (known.isEmpty()) {
            String hash = encoder.encode(entry.secret());
            store.add(new Account(
                    entry.name(), entry.kind(), hash, entry.role(), entry.districts(), entry.agency(), true, 1));
            log.info("Made {} with role {}", entry, entry.role());
            return;
        }
        if (known.get().kind() != entry.kind())
            throw new IllegalStateException(
                    entry + ": the name belongs to a " + known.get().kind());
        if (encoder.matches(entry.secret(), known.get().secretHash())) return;
        store.replaceSecret(entry.name(), encoder.encode(entry.secret()));
        directory.forget(entry.name());
        log.info("Gave {} the new secret of the bootstrap file", entry);
    }

    private static void check(BootstrapFile.Entry entry) {
        if (Stream.of(entry.name(), entry.secret(), entry.role()).anyMatch(Objects::isNull))
            throw new IllegalStateException("bootstrap file: name, secret and role are needed: " + entry);
        if (!entry.name().matches(NAME) || entry.name().equals(RESERVED))
            throw new IllegalStateException("bootstrap file: not a name for an account: " + entry.name());
        if (entry.kind() == Account.Kind.PERSON && entry.role() == Role.SERVICE)
            throw new IllegalStateException("bootstrap file: " + entry + ": role SERVICE is for our own services");
        PasswordRule.fault(entry.name(), entry.secret()).ifPresent(fault -> {
            throw new IllegalStateException("bootstrap file: the secret of " + entry + " is refused: " + fault);
        });
    }

    private BootstrapFile read(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.contains(PosixFilePermission.OTHERS_READ))
                    throw new IllegalStateException("bootstrap file: everybody can read it; chmod 600 it");
            }
            return json.readValue(Files.readAllBytes(file), BootstrapFile.class);
        } catch (JacksonException e) {
            // The message of the parser may quote a secret.
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new IllegalStateException("bootstrap file: not the JSON expected, near line " + line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
