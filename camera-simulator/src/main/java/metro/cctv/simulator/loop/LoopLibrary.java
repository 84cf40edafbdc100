package metro.cctv.simulator.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.H264Encoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes each source once; later starts map the files of the first. Thread-safe. */
public final class LoopLibrary {
    private static final Logger log = LoggerFactory.getLogger(LoopLibrary.class);

    private final @Nullable Path folder;
    private final LoopShapes wanted;
    private final Map<LoopSource, Object> locks = new ConcurrentHashMap<>();
    private final Map<LoopSource, CameraLoops> loaded = new ConcurrentHashMap<>();

    /** @param folder where loops are kept; null: in memory only */
    public LoopLibrary(@Nullable Path folder, LoopShapes wanted) throws IOException {
        this.folder = folder;
        this.wanted = wanted;
        if (folder != null) Files.createDirectories(folder);
    }

    /** Cameras that show the same share one encoding. */
    public CameraLoops load(LoopSource source) throws IOException {
        synchronized (locks.computeIfAbsent(source, key -> new Object())) {
            CameraLoops known = loaded.get(source);
            if (known != null) return known;
            CameraLoops loops = read(source);
            loaded.put(source, loops);
            return loops;
        }
    }

    private CameraLoops read(LoopSource source) throws IOException {
        LoopShapes shapes = source.shapes(wanted);
        if (folder == null) return encode(source, shapes);
        String key = keyOf(source, shapes);
        Path main = folder.resolve(key + "-main.loop");
        Path sub = folder.resolve(key + "-sub.loop");
        if (Files.exists(main) && Files.exists(sub)) {
            try {
                return new CameraLoops(LoopFile.read(main), LoopFile.read(sub));
            } catch (IOException e) {
                log.warn("{}: encoding again, {}", source.name(), e.getMessage());
            }
        }
        CameraLoops loops = encode(source, shapes);
        LoopFile.write(main, loops.main());
        LoopFile.write(sub, loops.sub());
        // The mapped copy: what was encoded need not stay on the heap.
        return new CameraLoops(LoopFile.read(main), LoopFile.read(sub));
    }

    private static CameraLoops encode(LoopSource source, LoopShapes shapes) {
        long begin = System.nanoTime();
        try (H264Encoder main = new H264Encoder(shapes.main(), shapes.rate());
                H264Encoder sub = new H264Encoder(shapes.sub(), shapes.rate())) {
            source.encodeInto(main, sub, shapes);
            EncodedLoop mainLoop = main.finish();
            EncodedLoop subLoop = sub.finish();
            log.info(
                    "{}: {} frames encoded in {} ms, main {} kb/s, sub {} kb/s",
                    source.name(),
                    mainLoop.frames().size(),
                    (System.nanoTime() - begin) / 1_000_000,
                    mainLoop.bitsPerSecond() / 1000,
                    subLoop.bitsPerSecond() / 1000);
            return new CameraLoops(mainLoop, subLoop);
        }
    }

    /** Readable start, then a hash of the pictures, the shapes and the encoder. */
    private static String keyOf(LoopSource source, LoopShapes shapes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            source.identify(digest);
            digest.update(shapes.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(H264Encoder.version().getBytes(StandardCharsets.UTF_8));
            String name = source.name().replaceAll("[^A-Za-z0-9._-]", "_");
            return name.substring(0, Math.min(name.length(), 64)) + "-"
                    + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
