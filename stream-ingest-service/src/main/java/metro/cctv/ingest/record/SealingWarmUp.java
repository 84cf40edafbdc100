package metro.cctv.ingest.record;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import metro.cctv.contracts.recording.CameraDayKey;
import metro.cctv.contracts.recording.RecordingKey;
import metro.cctv.contracts.recording.SegmentSealer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals and hashes zeros, beside the rest of the process' start, until the JIT has compiled it. Its interpreter is slower
 * than a district's cameras; what they send meanwhile would overrun the {@link WriteBudget} on a machine whose compilers
 * have no core to themselves, and be lost.
 */
final class SealingWarmUp {
    private static final Logger log = LoggerFactory.getLogger(SealingWarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Small and many: the JIT counts calls, and few large ones leave sealing at a fifteenth of its speed. */
    private static final int CHUNK = 1 << 10;

    private static final int CHUNKS = 12_000;

    private SealingWarmUp() {}

    /** Once per process. */
    private static final class Holder {
        private static final Future<?> ONCE = start();

        private static Future<?> start() {
            var task = new FutureTask<@Nullable Void>(SealingWarmUp::run, null);
            Thread.ofPlatform().daemon().name("sealing-warm-up").start(task);
            return task;
        }
    }

    static Future<?> begun() {
        return Holder.ONCE;
    }

    static void await(Future<?> warm) {
        await(warm, PATIENCE);
    }

    static void await(Future<?> warm, Duration patience) {
        try {
            warm.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            log.warn("Sealing is not at its speed {} s after the start; recording begins", patience.toSeconds());
        } catch (ExecutionException e) {
            log.error("Sealing could not be tried", e.getCause());
        }
    }

    private static void run() {
        long from = System.nanoTime();
        SegmentSealer sealer = sealer();
        MessageDigest digest = SealedOutput.sha256();
        var plain = new byte[CHUNK];
        var sealed = new byte[SegmentSealer.sealedSize(CHUNK)];
        for (int i = 0; i < CHUNKS; i++) {
            int at = sealer.begin(plain.length, 0, sealed, 0);
            at = sealer.end(sealed, sealer.add(plain, 0, plain.length, sealed, at));
            digest.update(sealed, 0, at);
        }
        digest.digest();
        log.info("Sealing is at its speed after {} ms", (System.nanoTime() - from) / 1_000_000);
    }

    /** For nobody: the private half is thrown away. */
    private static SegmentSealer sealer() {
        try {
            byte[] half = KeyPairGenerator.getInstance("X25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            var nobody = new RecordingKey(
                    "WARM-UP",
                    LocalDate.now(ZoneOffset.UTC),
                    Base64.getEncoder().encodeToString(half));
            return CameraDayKey.create(nobody, "WARM-UP").newFile();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
