package metro.cctv.analytics.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.analytics.model.ModelManifest;
import metro.cctv.analytics.model.ModelRefused;
import metro.cctv.analytics.settings.AnalyticsProperties;
import metro.cctv.analytics.settings.ExecutionProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The models at hand: folders with a manifest, below the folders that configuration names. Nothing from outside is ever part of a
 * path: a name is looked up among what is there.
 */
@Component
class ModelCatalogue {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MAX_MODELS = 100;
    private static final String MANIFEST = "manifest.json";

    private final List<Path> folders;
    private final Path configured;
    private final @Nullable Path configuredFile;
    private final ExecutionProvider provider;
    private final Map<Path, Checked> checked = new ConcurrentHashMap<>();

    ModelCatalogue(AnalyticsProperties settings) {
        this.configured = settings.modelManifest().toAbsolutePath().normalize();
        this.configuredFile = settings.modelFile().isBlank() ? null : Path.of(settings.modelFile());
        this.provider = settings.provider();
        Path beside =
                configured.getParent() == null ? null : configured.getParent().getParent();
        this.folders = settings.modelFolders().isEmpty()
                ? (beside == null ? List.of() : List.of(beside))
                : List.copyOf(settings.modelFolders());
    }

    /** @param refusal why it cannot be used; null: it can, as far as is known without the runtime */
    record Candidate(
            String name,
            @Nullable ModelManifest manifest,
            @Nullable String refusal) {}

    private record Checked(String version, Candidate candidate) {}

    /** By name. Hashed anew only when a file changed. */
    List<Candidate> all() {
        List<Candidate> all = new ArrayList<>();
        manifests().forEach((name, manifest) -> all.add(check(name, manifest)));
        return all;
    }

    /** The model of the configuration. */
    LoadedModel loadConfigured() {
        return LoadedModel.load(configured, configuredFile, provider);
    }

    /** @return empty when there is no model of that name */
    Optional<LoadedModel> load(String name) {
        Path manifest = manifests().get(name);
        if (manifest == null) return Optional.empty();
        try {
            return Optional.of(LoadedModel.load(manifest, fileOf(manifest), provider));
        } catch (ModelRefused e) {
            throw new ModelRefused(withoutFolder(e.getMessage(), manifest), e);
        }
    }

    private Map<String, Path> manifests() {
        Map<String, Path> found = new TreeMap<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) continue;
            try (Stream<Path> models = Files.list(folder)) {
                models.filter(model ->
                                NAME.matcher(model.getFileName().toString()).matches())
                        .filter(model -> Files.isRegularFile(model.resolve(MANIFEST)))
                        .sorted()
                        .limit(MAX_MODELS)
                        .forEach(model -> found.putIfAbsent(
                                model.getFileName().toString(),
                                model.resolve(MANIFEST).toAbsolutePath().normalize()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private Candidate check(String name, Path manifest) {
        String version = version(manifest);
        Checked known = checked.get(manifest);
        if (known != null && known.version().equals(version)) return known.candidate();
        Candidate candidate;
        try {
            candidate = new Candidate(name, LoadedModel.verify(manifest, fileOf(manifest)), null);
        } catch (ModelRefused e) {
            candidate = new Candidate(name, readable(manifest), withoutFolder(e.getMessage(), manifest));
        }
        checked.put(manifest, new Checked(version, candidate));
        return candidate;
    }

    private @Nullable Path fileOf(Path manifest) {
        return manifest.equals(configured) ? configuredFile : null;
    }

    private static @Nullable ModelManifest readable(Path manifest) {
        try {
            return ModelManifest.read(manifest);
        } catch (ModelRefused e) {
            return null;
        }
    }

    /** Where things lie on this machine is nobody's business. */
    private static String withoutFolder(@Nullable String message, Path manifest) {
        return String.valueOf(message).replace(manifest.getParent() + "/", "");
    }

    /** Names, sizes and times of what lies beside the manifest, and of weights that lie elsewhere. */
    private String version(Path manifest) {
        var version = new StringBuilder();
        Path elsewhere = fileOf(manifest);
        try (Stream<Path> files = Files.list(manifest.resolveSibling(""))) {
            for (Path file : files.sorted().limit(MAX_MODELS).toList()) version.append(stamp(file));
            if (elsewhere != null) version.append(stamp(elsewhere));
        } catch (IOException e) {
            return "unreadable " + System.nanoTime();
        }
        return version.toString();
    }

    private static String stamp(Path file) throws IOException {
        return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
    }
}
