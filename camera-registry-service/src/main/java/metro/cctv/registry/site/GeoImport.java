package metro.cctv.registry.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A GeoJSON file: a feature is a camera with all its facts, or with those that are to change. */
final class GeoImport implements FileImport {
    private final Path file;
    private final int maxRows;
    private final GeoFeatures features;
    private final GeoFeatureReader reader;
    private final GeoImporter importer;
    private final Fingerprints seen = new Fingerprints();

    GeoImport(Path file, int maxRows, GeoFeatureReader reader, GeoImporter importer) throws IOException {
        this.file = file;
        this.maxRows = maxRows;
        this.features = new GeoFeatures(file);
        this.reader = reader;
        this.importer = importer;
    }

    @Override
    public int countRows() {
        try (GeoFeatures counted = new GeoFeatures(file)) {
            int count = 0;
            while (counted.skip())
                if (++count > maxRows)
                    throw new FileRefused("More than " + maxRows + " features: send the file in parts.");
            if (count == 0) throw new FileRefused("The collection has no feature.");
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Integer columns() {
        return null;
    }

    @Override
    public List<Finding> begin() {
        return List.of();
    }

    @Override
    public @Nullable Chunk read(int maxRowsOfChunk) {
        List<GeoFeature> accepted = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int refused = 0;
        int read = 0;
        while (read < maxRowsOfChunk) {
            JsonNode feature = features.next();
            if (feature == null) break;
            read++;
            RowFindings about = new RowFindings(features.row());
            Optional<GeoFeature> camera = reader.read(feature, about, features.row());
            if (camera.isPresent()
                    && !seen.add(SiteIdRule.fingerprint(camera.get().cameraId()))) {
                about.add(
                        "cameraId",
                        camera.get().cameraId(),
                        FindingCode.DUPLICATE,
                        "This code was in an earlier feature of the file: the first one counts.");
                camera = Optional.empty();
            }
            if (camera.isPresent()) accepted.add(camera.get());
            else {
                refused++;
                findings.addAll(about.list());
            }
        }
        if (read == 0) return null;
        int refusedOnes = refused;
        // Every feature says which camera it is, and says so once: none depends on another.
        return new Chunk(() -> importer.take(accepted, refusedOnes, findings), false, features.bytesDone());
    }

    @Override
    public List<Finding> end() {
        return List.of();
    }

    @Override
    public void close() {
        features.close();
    }
}
