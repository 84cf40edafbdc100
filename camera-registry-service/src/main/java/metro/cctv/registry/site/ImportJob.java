package metro.cctv.registry.site;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import of one file, as its door shows it.
 *
 * @param columns 18 or 13; null: GeoJSON, or not read yet
 * @param rows of the file; null: not counted yet
 * @param created rows, as are updated, unchanged and refused: together the rows done
 * @param warnings lines of the report that refuse nothing
 * @param cameras that the accepted rows stand for
 * @param districts that its account may change, or {@code *}; not shown
 */
record ImportJob(
        @JsonProperty("jobId") UUID id,
        FileFormat format,
        boolean dryRun,
        State state,
        TextEncoding encoding,
        @Nullable Integer columns,
        long bytes,
        long bytesDone,
        @Nullable Integer rows,
        int rowsDone,
        int created,
        int updated,
        int unchanged,
        int refused,
        int warnings,
        int cameras,
        String startedBy,
        @JsonIgnore List<String> districts,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String problem) {

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }
}
