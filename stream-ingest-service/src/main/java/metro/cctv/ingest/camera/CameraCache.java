package metro.cctv.ingest.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.contracts.camera.CameraConfigured;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last known cameras on disk, one JSON a line: a restart records although Kafka and the registry are away. */
final class CameraCache {
    private static final Logger log = LoggerFactory.getLogger(CameraCache.class);

    private final Path file;

    CameraCache(Path file) {
        this.file = file;
    }

    List<CameraConfigured> load() throws IOException {
        List<CameraConfigured> cameras = new ArrayList<>();
        if (!Files.exists(file)) return cameras;
        for (String line : Files.readAllLines(file)) {
            try {
                cameras.add(EventJson.MAPPER.readValue(line, CameraConfigured.class));
            } catch (tools.jackson.core.JacksonException e) {
                log.warn("A camera in {} cannot be read and waits for Kafka: {}", file, e.getMessage());
            }
        }
        return cameras;
    }

    void save(Collection<CameraConfigured> cameras) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(
                fresh,
                cameras.stream().map(EventJson.MAPPER::writeValueAsString).toList());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
