package metro.cctv.registry.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Replaces layers: all of a file or nothing of it. */
@Service
class Layers {
    static final long MAX_BYTES = 100L * 1024 * 1024;
    private static final int BATCH = 500;
    private static final int MAX_TOLD = 20;

    private final LayerStore store;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    Layers(LayerStore store, TransactionTemplate transaction, JsonMapper json, Clock clock) {
        this.store = store;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    /** @param together runs in the same transaction: the ledger's row */
    Replaced replace(Layer layer, InputStream body, Runnable together) throws IOException {
        // Kept on disk first: a slow sender must not hold a transaction open.
        Path file = Files.createTempFile("layer-", ".geojson");
        try {
            keep(body, file);
            Replaced replaced = transaction.execute(status -> {
                together.run();
                return fill(layer, file);
            });
            if (replaced == null) throw new IllegalStateException("no answer from the transaction");
            return replaced;
        } finally {
            Files.delete(file);
        }
    }

    private static void keep(InputStream body, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            long kept = 0;
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                kept += n;
                if (kept > MAX_BYTES)
                    throw new ProblemException(ProblemType.TOO_LARGE, "The body: at most " + MAX_BYTES + " bytes.");
                out.write(buffer, 0, n);
            }
            if (kept == 0)
                throw new ProblemException(
                        ProblemType.BAD_REQUEST, "The body is empty; a GeoJSON FeatureCollection is needed.");
        }
    }

    private Replaced fill(Layer layer, Path file) {
        store.empty(layer);
        Filling filling = new Filling(layer);
        var reader = new FeatureReader(json, filling::take, filling::refuse);
        try (InputStream in = Files.newInputStream(file)) {
            reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        filling.flush();
        if (filling.refusals > 0)
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    filling.refusals + " of " + reader.features() + " features are wrong; nothing was changed.",
                    Map.of("features", filling.told));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        store.filled(layer, reader.features(), now);
        return new Replaced(layer, reader.features(), now, reader.ignored());
    }

    /** @param ignoredProperties names of properties that were not kept, up to twenty */
    record Replaced(Layer layer, int features, Instant changedAt, Set<String> ignoredProperties) {}

    /** @param feature its number, from 1 */
    record Refusal(int feature, String reason) {}

    private final class Filling {
        private final Layer layer;
        private final List<Feature> batch = new ArrayList<>();
        private final List<Integer> numbers = new ArrayList<>();
        private final List<Refusal> told = new ArrayList<>();
        private int refusals;

        Filling(Layer layer) {
            this.layer = layer;
        }

        void take(Feature feature, int number) {
            batch.add(feature);
            numbers.add(number);
            if (batch.size() == BATCH) flush();
        }

        void refuse(int number, String reason) {
            refusals++;
            if (told.size() < MAX_TOLD) told.add(new Refusal(number, reason));
        }

        /** After the first refusal nothing is written any more, but everything is still read. */
        void flush() {
            if (batch.isEmpty()) return;
            for (LayerStore.Flaw flaw : store.flaws(batch))
                refuse(numbers.get(flaw.index()), "geometry: not sound: " + flaw.reason());
            if (refusals == 0 && store.add(layer, batch) < batch.size())
                refuse(numbers.getFirst(), "id: comes twice, in this feature or one of the next " + BATCH);
            batch.clear();
            numbers.clear();
        }
    }
}
