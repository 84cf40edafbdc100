package metro.cctv.registry.secret;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one key of all fingerprints; made at first need, unwrapped once. */
@Component
class FingerprintKey {
    private final SecretStore store;
    private final MasterKeys masterKeys;
    private volatile @Nullable PasswordFingerprint known;

    FingerprintKey(SecretStore store, MasterKeys masterKeys) {
        this.store = store;
        this.masterKeys = masterKeys;
    }

    PasswordFingerprint get() {
        PasswordFingerprint fingerprint = known;
        if (fingerprint != null) return fingerprint;
        WrappedKey wrapped = store.fingerprintKey().orElseGet(this::make);
        byte[] root = masterKeys.unwrap(wrapped);
        fingerprint = new PasswordFingerprint(root);
        Arrays.fill(root, (byte) 0);
        known = fingerprint;
        return fingerprint;
    }

    /** Not before the first password: nothing to compare, and no key service need be there. */
    boolean exists() {
        return known != null || store.fingerprintKey().isPresent();
    }

    void rewrap(String newestId) {
        store.fingerprintKey()
                .filter(w -> !w.masterKeyId().equals(newestId))
                .ifPresent(old -> store.rewrapFingerprintKey(
                        old, masterKeys.rewrap(java.util.List.of(old)).getFirst()));
    }

    private WrappedKey make() {
        byte[] root = Aead.random(MasterKeys.DATA_KEY_BYTES);
        WrappedKey kept = store.keepFingerprintKey(masterKeys.wrap(root));
        Arrays.fill(root, (byte) 0);
        return kept;
    }
}
