package metro.cctv.ingest.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.camera.CameraConfigured;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * User names and passwords of cameras: from the registry when the camera's configuration changed or the camera refused the
 * last ones, else from the encrypted cache, so that a restart dials although the registry is away.
 */
public final class CredentialStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CredentialStore.class);
    private static final int MAX_PARALLEL_QUESTIONS = 8;

    private final Path folder;
    private final SealedFile sealed;
    private final Registry registry;
    private final Map<String, Entry> known = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore questions = new Semaphore(MAX_PARALLEL_QUESTIONS);

    /** Asks for one camera's credentials; blocks. */
    @FunctionalInterface
    public interface Registry {
        /** @return empty when the registry has none; throws when it cannot be asked */
        Optional<Credentials> credentials(String cameraId);
    }

    /** @param version of the camera's configuration they came with */
    private record Entry(long version, String username, String password) {
        Credentials credentials() {
            return new Credentials(username, password);
        }

        @Override
        public String toString() {
            return "Entry[hidden]";
        }
    }

    public CredentialStore(CameraSettings settings, Registry registry) {
        this.folder = settings.stateDir().resolve("credentials");
        this.registry = registry;
        try {
            Files.createDirectories(folder);
            this.sealed = SealedFile.withKey(settings.credentialKeyFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cached credentials cannot be kept safely", e);
        }
    }

    /**
     * @param refused the camera refused the last ones
     * @return empty when the camera needs none; fails when none can be had now
     */
    public CompletableFuture<Optional<Credentials>> find(CameraConfigured camera, boolean refused) {
        if (!camera.needsCredentials()) return CompletableFuture.completedFuture(Optional.empty());
        Entry entry = known.get(camera.cameraId());
        if (entry != null && entry.version() == camera.version() && !refused)
            return CompletableFuture.completedFuture(Optional.of(entry.credentials()));
        return CompletableFuture.supplyAsync(() -> ask(camera, refused), threads);
    }

    private Optional<Credentials> ask(CameraConfigured camera, boolean refused) {
        Optional<Entry> cached = cached(camera.cameraId());
        if (!refused && cached.isPresent() && cached.get().version() == camera.version()) {
            known.put(camera.cameraId(), cached.get());
            return cached.map(Entry::credentials);
        }
        questions.acquireUninterruptibly();
        try {
            Optional<Credentials> fresh = registry.credentials(camera.cameraId());
            fresh.ifPresent(credentials -> keep(camera, credentials));
            return fresh;
        } catch (RuntimeException e) {
            if (cached.isEmpty()) throw e;
            log.info("{}: the registry is away, cached credentials are used", camera.cameraId());
            return cached.map(Entry::credentials);
        } finally {
            questions.release();
        }
    }

    private void keep(CameraConfigured camera, Credentials credentials) {
        var entry = new Entry(camera.version(), credentials.username(), credentials.password());
        known.put(camera.cameraId(), entry);
        try {
            sealed.write(
                    folder.resolve(camera.cameraId()), camera.cameraId(), EventJson.MAPPER.writeValueAsBytes(entry));
        } catch (IOException e) {
            log.error("{}: credentials cannot be cached, a restart will need the registry", camera.cameraId(), e);
        }
    }

    private Optional<Entry> cached(String cameraId) {
        Entry entry = known.get(cameraId);
        if (entry != null) return Optional.of(entry);
        try {
            return sealed.read(folder.resolve(cameraId), cameraId)
                    .map(json -> EventJson.MAPPER.readValue(json, Entry.class));
        } catch (IOException | tools.jackson.core.JacksonException e) {
            log.warn("{}: the cached credentials cannot be read", cameraId);
            return Optional.empty();
        }
    }

    /** Of a camera that is gone. */
    public void forget(String cameraId) {
        known.remove(cameraId);
        try {
            Files.deleteIfExists(folder.resolve(cameraId));
        } catch (IOException e) {
            log.warn("{}: cached credentials could not be deleted: {}", cameraId, e.getMessage());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
