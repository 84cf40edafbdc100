package metro.cctv.analytics.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.analytics.settings.ExecutionProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One network in memory, for any number of threads: each run uses its caller's thread only. The bytes that were hashed
 * are the bytes that run. It lives until its owner closed it and the last {@link Use} has ended.
 */
public final class LoadedModel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoadedModel.class);
    private static final long LOADER_STACK_BYTES = 64L * 1024 * 1024;
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final ModelManifest manifest;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final @Nullable String whyOneAtATime;
    /** One for the owner, one for each thread that runs it. */
    private final AtomicInteger users = new AtomicInteger(1);

    private final AtomicBoolean given = new AtomicBoolean();

    private LoadedModel(
            ModelManifest manifest, OrtEnvironment environment, OrtSession session, @Nullable String whyOneAtATime) {
        this.manifest = manifest;
        this.environment = environment;
        this.session = session;
        this.whyOneAtATime = whyOneAtATime;
    }

    private record Verified(byte[] bytes, OnnxSignature signature) {}

    /** On the processor. */
    public static LoadedModel load(Path manifestPath, @Nullable Path file) {
        return load(manifestPath, file, ExecutionProvider.CPU);
    }

    /**
     * @param weights the file when it does not lie beside the manifest
     * @throws ModelRefused when the hash, the contents or the shapes are not as the manifest says, or when the network gives no
     *     numbers for a black picture
     */
    public static LoadedModel load(Path manifestPath, @Nullable Path weights, ExecutionProvider provider) {
        ModelManifest manifest = ModelManifest.read(manifestPath);
        Verified file = verified(manifest, weights != null ? weights : manifestPath.resolveSibling(manifest.file()));
        return onADeepStack(() -> open(manifest, file, provider));
    }

    /**
     * Everything that can be known of a model without the runtime.
     *
     * @throws ModelRefused as {@link #load}
     */
    public static ModelManifest verify(Path manifestPath, @Nullable Path file) {
        ModelManifest manifest = ModelManifest.read(manifestPath);
        verified(manifest, file != null ? file : manifestPath.resolveSibling(manifest.file()));
        return manifest;
    }

    private static Verified verified(ModelManifest manifest, Path weights) {
        byte[] bytes = read(weights);
        String found = sha256(bytes);
        if (!found.equals(manifest.sha256()))
            throw new ModelRefused(weights + ": SHA-256 is " + found + ", the manifest says " + manifest.sha256());
        OnnxSignature signature = OnnxInspection.check(bytes);
        signature.require(manifest);
        return new Verified(bytes, signature);
    }

    public ModelManifest manifest() {
        return manifest;
    }

    /** Whether several pictures may go in at a time; tried when it was loaded. */
    public boolean takesSeveral() {
        return whyOneAtATime == null;
    }

    public OrtEnvironment environment() {
        return environment;
    }

    public OrtSession session() {
        return session;
    }

    /** A hold on a network: it is not freed while somebody runs it. */
    public final class Use implements AutoCloseable {
        private final AtomicBoolean ended = new AtomicBoolean();

        private Use() {}

        @Override
        public void close() {
            if (!ended.getAndSet(true)) leave();
        }
    }

    /** @throws IllegalStateException when it was closed before */
    public Use use() {
        if (users.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0)
            throw new IllegalStateException(manifest.name() + " is closed");
        return new Use();
    }

    /** The owner lets go of it. */
    @Override
    public void close() {
        if (!given.getAndSet(true)) leave();
    }

    public boolean isFreed() {
        return users.get() == 0;
    }

    private void leave() {
        if (users.decrementAndGet() > 0) return;
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model was not closed: " + e.getMessage(), e);
        }
    }

    private static LoadedModel open(ModelManifest manifest, Verified file, ExecutionProvider provider) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = ModelRuntime.options(provider)) {
            OrtSession session = environment.createSession(file.bytes(), options);
            try {
                TrialRun.of(manifest, environment, session);
                String whyOneAtATime = file.signature().leavesCountOpen()
                        ? SeveralTrial.of(manifest, environment, session)
                        : "its file fixes the number of pictures at one";
                log.info(
                        "{}: {}",
                        manifest.name(),
                        whyOneAtATime == null
                                ? "takes several pictures at a time"
                                : "takes one picture at a time, for " + whyOneAtATime);
                return new LoadedModel(manifest, environment, session, whyOneAtATime);
            } catch (ModelRefused | OrtException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new ModelRefused(manifest.name() + ": the runtime refuses it: " + e.getMessage(), e);
        }
    }

    /**
     * ONNX Runtime 1.29 matches a regular expression against the process's command line by recursion, some 300 bytes of
     * stack a character: with a class path of 11 KB a thread of two megabytes ends the process without a word (seen in a
     * core). So the runtime is only ever woken up here.
     */
    private static LoadedModel onADeepStack(Callable<LoadedModel> opening) {
        var task = new FutureTask<>(opening);
        Thread.ofPlatform()
                .name("model-loader")
                .stackSize(LOADER_STACK_BYTES)
                .unstarted(task)
                .start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelRefused refused) throw refused;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was loading", e);
        }
    }

    private static byte[] read(Path weights) {
        try {
            if (!Files.isRegularFile(weights)) throw new ModelRefused("no model file at " + weights);
            if (Files.size(weights) > MAX_BYTES)
                throw new ModelRefused(weights + ": larger than " + MAX_BYTES + " bytes");
            return Files.readAllBytes(weights);
        } catch (IOException e) {
            throw new ModelRefused(weights + ": " + e.getMessage(), e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
