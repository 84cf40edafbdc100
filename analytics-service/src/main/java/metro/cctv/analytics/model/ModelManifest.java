package metro.cctv.analytics.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model is and how to talk to it.
 *
 * @param file name beside the manifest, without folders
 * @param sha256 of the file; any other file is refused
 * @param labels what the class indices mean
 * @param scoreThreshold objectness times class, 0 to 1, from which an object may start a track
 * @param nmsIou boxes of one class that overlap more than this are one object
 * @param licence of the weights
 * @param limits what it cannot do, for the people who rely on it
 */
public record ModelManifest(
        String name,
        String file,
        String sha256,
        Family family,
        Input input,
        Output output,
        List<Label> labels,
        double scoreThreshold,
        double nmsIou,
        String licence,
        String limits) {

    private static final long MAX_BYTES = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** How boxes are read off the output. */
    public enum Family {
        /** One row an anchor point: x, y, w, h, objectness, classes. */
        YOLOX
    }

    public enum Layout {
        NCHW
    }

    public enum Colour {
        BGR,
        RGB
    }

    /**
     * @param width pixels, a multiple of the largest stride
     * @param scale every channel value 0 to 255 is multiplied by it
     * @param pad channel value, 0 to 255, right of and below a picture of another shape
     */
    public record Input(String name, int width, int height, Layout layout, Colour colour, double scale, int pad) {}

    /**
     * @param strides pixels a cell, in the order of the output's rows
     * @param decoded whether boxes come in input pixels; otherwise relative to their cell (sizes as logarithms)
     */
    public record Output(String name, List<Integer> strides, boolean decoded) {}

    /** @param objectClass the operators' word; null: found, but of no interest */
    public record Label(
            int index,
            String name,

            @com.fasterxml.jackson.annotation.JsonProperty("class") @Nullable
            ObjectClass objectClass) {}

    public ModelManifest {
        need("name", name, n -> !n.isBlank() && n.length() <= 100);
        need("file", file, f -> f.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"));
        need("sha256", sha256, s -> Require.sha256("sha256", s).equals(s));
        need("family", family, f -> true);
        need("input", input, i -> i.layout() != null && i.colour() != null && i.name() != null);
        need("input size (32 to 2048)", input, i -> side(i.width()) && side(i.height()));
        need("input.scale", input, i -> i.scale() > 0 && i.scale() <= 255);
        need("input.pad", input, i -> i.pad() >= 0 && i.pad() <= 255);
        need(
                "output",
                output,
                o -> o.name() != null && o.strides() != null && !o.strides().isEmpty());
        for (int stride : output.strides())
            need("output.strides", stride, s -> s > 0 && input.width() % s == 0 && input.height() % s == 0);
        need("labels", labels, l -> !l.isEmpty() && l.size() <= 1000);
        need("labels: each index once, from 0", labels, ModelManifest::indexed);
        need("scoreThreshold", scoreThreshold, t -> t > 0 && t < 1);
        need("nmsIou", nmsIou, t -> t > 0 && t < 1);
        need("licence", licence, l -> !l.isBlank());
        need("limits", limits, l -> true);
        labels = List.copyOf(labels);
    }

    /** @throws ModelRefused when it is missing, malformed or names a family we do not read */
    public static ModelManifest read(Path path) {
        try {
            if (!Files.isRegularFile(path)) throw new ModelRefused("no model manifest at " + path);
            if (Files.size(path) > MAX_BYTES) throw new ModelRefused(path + ": larger than " + MAX_BYTES + " bytes");
            return JSON.readValue(Files.readAllBytes(path), ModelManifest.class);
        } catch (JacksonException | IOException e) {
            throw new ModelRefused(path + ": " + e.getMessage(), e);
        }
    }

    /** Anchor points: rows of the output. */
    public int rows() {
        int rows = 0;
        for (int stride : output.strides()) rows += (input.width() / stride) * (input.height() / stride);
        return rows;
    }

    /** Class of every index, null where it is of no interest. */
    public @Nullable ObjectClass[] classes() {
        @Nullable ObjectClass[] classes = new @Nullable ObjectClass[labels.size()];
        for (Label label : labels) classes[label.index()] = label.objectClass();
        return classes;
    }

    /** The operators' words that this model can say. */
    public Set<ObjectClass> knownClasses() {
        Set<ObjectClass> known = EnumSet.noneOf(ObjectClass.class);
        for (Label label : labels) if (label.objectClass() != null) known.add(label.objectClass());
        return known;
    }

    private static boolean indexed(List<Label> labels) {
        Set<Integer> seen = new HashSet<>();
        for (Label label : labels)
            if (label.index() < 0 || label.index() >= labels.size() || !seen.add(label.index())) return false;
        return true;
    }

    private static boolean side(int pixels) {
        return pixels >= 32 && pixels <= 2048;
    }

    private static <T> void need(String field, @Nullable T value, Predicate<T> holds) {
        if (value == null || !holds.test(value)) throw new IllegalArgumentException("manifest: " + field + " is wrong");
    }
}
