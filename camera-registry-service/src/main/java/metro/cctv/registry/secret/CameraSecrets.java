package metro.cctv.registry.secret;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.secret.CredentialVault.Envelope;
import metro.cctv.registry.secret.SecretStore.First;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The log-ins of cameras, for the features that dial them. What comes out must not go into a log, event or answer. */
@Component
public class CameraSecrets {
    private static final Logger log = LoggerFactory.getLogger(CameraSecrets.class);

    private final SecretStore store;
    private final CredentialVault vault;
    private final FingerprintKey fingerprints;
    private final FirstKey firstKey;
    private final JsonMapper json;
    private final Clock clock;

    CameraSecrets(
            SecretStore store,
            CredentialVault vault,
            FingerprintKey fingerprints,
            FirstKey firstKey,
            JsonMapper json,
            Clock clock) {
        this.store = store;
        this.vault = vault;
        this.fingerprints = fingerprints;
        this.firstKey = firstKey;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The key file that the first format was encrypted with.
     *
     * @param bytes null: not here
     */
    record FirstKey(byte @Nullable [] bytes) {
        @Override
        public String toString() {
            return "FirstKey[***]";
        }
    }

    /** May ask a key service: not inside a transaction. */
    public SealedCredentials seal(String cameraId, Credentials credentials) {
        try {
            Envelope envelope = vault.seal(cameraId, credentials);
            byte[] fingerprint = fingerprints.get().of(credentials.password());
            return new SealedCredentials(cameraId, envelope.dataKey(), envelope.secret(), fingerprint);
        } catch (KeyRefused e) {
            throw problem(e);
        }
    }

    /** @param isNewPassword another one than before, or the first that is known */
    public record Kept(Instant at, boolean isNewPassword) {}

    /** Within the caller's transaction, after the camera itself is there. */
    public Kept keep(SealedCredentials sealed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Kept(now, store.keep(sealed, now));
    }

    /** None is no error. */
    public void forget(String cameraId) {
        store.forget(cameraId);
    }

    /** May ask a key service. Whoever calls tells the ledger. */
    public Optional<Credentials> find(String cameraId) {
        try {
            Optional<Envelope> envelope = store.find(cameraId);
            if (envelope.isPresent()) return Optional.of(vault.open(cameraId, envelope.get()));
            Optional<First> first = store.findFirstFormat(cameraId);
            if (first.isEmpty()) return Optional.empty();
            Credentials credentials = openFirst(first.get());
            store.migrate(first.get(), seal(cameraId, credentials));
            return Optional.of(credentials);
        } catch (KeyRefused e) {
            throw problem(e);
        }
    }

    Credentials openFirst(First first) {
        byte[] key = firstKey.bytes();
        if (key == null)
            throw KeyRefused.lasting(
                    "credentials of " + first.cameraId() + ": the key file they were encrypted with is not here");
        return CredentialVault.openFirstFormat(key, first.cameraId(), first.bytes(), json);
    }

    static ProblemException problem(KeyRefused e) {
        log.error("Camera credentials: {}", e.getMessage());
        return e.isTemporary()
                ? new ProblemException(
                        ProblemType.UNAVAILABLE, "Credentials cannot be had now: " + e.getMessage() + ".")
                : new ProblemException(ProblemType.INTERNAL, "Credentials cannot be opened: " + e.getMessage() + ".");
    }
}
