package metro.cctv.analytics.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * @param role what it is for; not stated: the objects that tracks are made of
 * @param labels what the class indices mean
 * @param scoreThreshold 0 to 1, from which an object may start a track
 * @param nmsIou boxes of one class that overlap more than this are one object; a DETR gives each object once and needs none
 * @param licence of the weights
 * @param limits what it cannot do, for the people who rely on it
 */
public record ModelManifest(
        String name,
        String file,
        String sha256,
        Family family,
        @Nullable Role role,
        ModelInput input,
        ModelOutput output,
        List<Label> labels,
        double scoreThreshold,
        @Nullable Double nmsIou,
        String licence,
        String limits) {

    private static final long MAX_BYTES = 256 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** How boxes are read off the outputs. */
    public enum Family {
        /** One row an anchor point: x, y, w, h, objectness, classes. */
        YOLOX,
        /** One column an anchor point: x, y, w, h in input pixels, classes; no objectness (YOLO 8, 9, 11). */
        YOLO,
        /** Labels, corners and scores of each query, and the picture's size as a second input (RT-DETR, D-FINE). */
        DETR,
        /** Corners and class scores of each anchor, decoded in the graph. */
        SSD
    }

    /** What a model looks for. */
    public enum Role {
        OBJECTS,
        /** Fire and smoke, beside the model for objects. */
        FIRE,
        /** Known so that its file can be checked; no face is looked for in live pictures. */
        FACE,
        /** As {@link #FACE}: number plates. */
        PLATE
    }

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
        need("input", input, i -> true);
        need("output", output, o -> true);
        input.check(family);
        output.check(family, input);
        need("labels", labels, l -> !l.isEmpty() && l.size() <= 1000);
        need("labels: each index once, from 0", labels, ModelManifest::indexed);
        need("scoreThreshold", scoreThreshold, t -> t > 0 && t < 1);
        if (family != Family.DETR || nmsIou != null) need("nmsIou", nmsIou, t -> t > 0 && t < 1);
        need("licence", licence, l -> !l.isBlank());
        need("limits", limits, l -> true);
        role = role == null ? Role.OBJECTS : role;
        labels = List.copyOf(labels);
        Role checked = role;
        need(
                "labels: classes that are not of its role",
                labels,
                all -> all.stream().allMatch(label -> isOf(checked, label.objectClass())));
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

    @Override
    public Role role() {
        return role == null ? Role.OBJECTS : role;
    }

    /** Anchor points, queries or anchors. */
    public int rows() {
        return output.rows(input);
    }

    /** 1: nothing is suppressed. */
    public double maxIou() {
        return nmsIou == null ? 1 : nmsIou;
    }

    /** What the network must take, the picture first. */
    public List<NamedTensor> inputs() {
        List<NamedTensor> inputs = new ArrayList<>();
        inputs.add(NamedTensor.floats(input.name(), 1, 3, input.height(), input.width()));
        if (input.sizes() != null) inputs.add(NamedTensor.longs(input.sizes(), 1, 2));
        return inputs;
    }

    /** What the network must give, in the order in which the family's reader takes it. */
    public List<NamedTensor> outputs() {
        return output.tensors(family, rows(), labels.size());
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

    private static boolean isOf(Role role, @Nullable ObjectClass objectClass) {
        return switch (role) {
            case OBJECTS -> true;
            case FIRE -> objectClass == null || objectClass == ObjectClass.FIRE || objectClass == ObjectClass.SMOKE;
            case FACE, PLATE -> objectClass == null;
        };
    }

    private static boolean indexed(List<Label> labels) {
        Set<Integer> seen = new HashSet<>();
        for (Label label : labels)
            if (label.index() < 0 || label.index() >= labels.size() || !seen.add(label.index())) return false;
        return true;
    }

    static <T> void need(String field, @Nullable T value, Predicate<T> holds) {
        if (value == null || !holds.test(value)) throw new IllegalArgumentException("manifest: " + field + " is wrong");
    }
}
