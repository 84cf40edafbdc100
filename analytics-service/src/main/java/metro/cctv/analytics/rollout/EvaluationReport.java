package metro.cctv.analytics.rollout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;

/** What {@code ./cctv eval} wrote last: one file, pictures and plots within. */
final class EvaluationReport {
    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    /** Whatever stands in it, no script runs and nothing is loaded. */
    static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    private final @Nullable Path file;

    /** @param file empty: none */
    EvaluationReport(String file) {
        this.file = file.isEmpty() ? null : Path.of(file);
    }

    /** Null: nobody evaluated yet. */
    @Nullable
    Instant writtenAt() {
        if (file == null) return null;
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return null;
        }
    }

    /** @throws ProblemException not-found where there is none */
    Resource page() {
        if (file == null || !Files.isReadable(file))
            throw new ProblemException(ProblemType.NOT_FOUND, "No evaluation yet: ./cctv eval packs makes one.");
        return new FileSystemResource(file);
    }
}
