package metro.cctv.registry.secret;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.registry.secret.SecretStore.First;
import metro.cctv.registry.secret.SecretStore.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves data keys under the newest master key; the log-ins themselves are not touched. Old and new master keys are both
 * read meanwhile, and it goes on where it stopped. No transaction is held open while a key service thinks.
 */
@Component
class SecretRewrap {
    private static final Logger log = LoggerFactory.getLogger(SecretRewrap.class);
    private static final int BATCH = 500;

    private final SecretStore store;
    private final MasterKeys masterKeys;
    private final CameraSecrets secrets;
    private final FingerprintKey fingerprints;

    SecretRewrap(SecretStore store, MasterKeys masterKeys, CameraSecrets secrets, FingerprintKey fingerprints) {
        this.store = store;
        this.masterKeys = masterKeys;
        this.secrets = secrets;
        this.fingerprints = fingerprints;
    }

    /**
     * @param remaining cameras still under another key, the unreadable ones among them
     * @param unreadable cameras of this call whose key is not here or does not fit: their log-ins must be entered again
     */
    record Progress(int rewrapped, long remaining, int unreadable, String masterKeyId) {}

    /** @param limit cameras at most; again until {@code remaining} stays the same */
    Progress run(int limit) {
        try {
            String newest = masterKeys.newestId();
            fingerprints.rewrap(newest);
            var tally = new Tally();
            migrateFirstFormat(limit, tally);
            rewrap(newest, limit, tally);
            log.info(
                    "Credentials under master key {}: {} more, {} unreadable",
                    newest,
                    tally.rewrapped,
                    tally.unreadable);
            return new Progress(tally.rewrapped, store.remaining(newest), tally.unreadable, newest);
        } catch (KeyRefused e) {
            throw CameraSecrets.problem(e);
        }
    }

    private static final class Tally {
        int rewrapped;
        int unreadable;
    }

    private void migrateFirstFormat(int limit, Tally tally) {
        String after = "";
        List<First> batch;
        while (tally.rewrapped < limit && !(batch = store.firstFormats(after, BATCH)).isEmpty()) {
            for (First first : batch) {
                if (tally.rewrapped >= limit) return;
                try {
                    if (store.migrate(first, secrets.seal(first.cameraId(), secrets.openFirst(first))))
                        tally.rewrapped++;
                } catch (KeyRefused e) {
                    unreadable(first.cameraId(), e, tally);
                }
            }
            after = batch.getLast().cameraId();
        }
    }

    private void rewrap(String newest, int limit, Tally tally) {
        String after = "";
        while (tally.rewrapped < limit) {
            List<Held> batch = store.notUnder(newest, after, Math.min(BATCH, limit - tally.rewrapped));
            if (batch.isEmpty()) return;
            after = batch.getLast().cameraId();
            try {
                tally.rewrapped += store.rewrap(
                        batch,
                        masterKeys.rewrap(batch.stream().map(Held::dataKey).toList()));
            } catch (KeyRefused e) {
                if (e.isTemporary()) throw e;
                rewrapEach(batch, tally);
            }
        }
    }

    /** One that cannot be read stops none of the others. */
    private void rewrapEach(List<Held> batch, Tally tally) {
        List<Held> readable = new ArrayList<>();
        List<WrappedKey> fresh = new ArrayList<>();
        for (Held held : batch)
            try {
                fresh.add(masterKeys.rewrap(List.of(held.dataKey())).getFirst());
                readable.add(held);
            } catch (KeyRefused e) {
                if (e.isTemporary()) throw e;
                unreadable(held.cameraId(), e, tally);
            }
        tally.rewrapped += store.rewrap(readable, fresh);
    }

    private static void unreadable(String cameraId, KeyRefused e, Tally tally) {
        tally.unreadable++;
        log.error("Credentials of {} cannot be rewrapped: {}", cameraId, e.getMessage());
    }
}
