package metro.cctv.analytics.model;

import static metro.cctv.analytics.model.ModelManifest.need;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import metro.cctv.analytics.model.ModelManifest.Family;
import org.jspecify.annotations.Nullable;

/**
 * What the network gives. YOLOX and YOLO: {@code name}, {@code strides}; DETR: {@code labels}, {@code boxes}, {@code scores},
 * {@code rows}; SSD: {@code boxes}, {@code scores}, {@code rows}, {@code corners}, {@code background}.
 *
 * @param strides pixels a cell, in the order of the output's anchor points
 * @param decoded YOLOX: whether boxes come in input pixels; otherwise relative to their cell (sizes as logarithms)
 * @param rows queries or anchors
 * @param corners order of an SSD's box, in fractions of the input
 * @param background whether an SSD's first score is that nothing is there
 */
public record ModelOutput(
        @Nullable String name,
        @Nullable List<Integer> strides,
        @Nullable Boolean decoded,
        @Nullable String labels,
        @Nullable String boxes,
        @Nullable String scores,
        @Nullable Integer rows,
        @Nullable Corners corners,
        @Nullable Boolean background) {

    private static final int MAX_ROWS = 100_000;
    private static final int BOX = 4;

    public enum Corners {
        LEFT_TOP_RIGHT_BOTTOM,
        TOP_LEFT_BOTTOM_RIGHT
    }

    void check(Family family, ModelInput input) {
        switch (family) {
            case YOLOX, YOLO -> {
                need("output.name", name, n -> !n.isBlank());
                need("output.strides", strides, s -> !s.isEmpty() && s.size() <= 8);
                for (Integer stride : Objects.requireNonNull(strides))
                    need("output.strides", stride, s -> s > 0 && input.width() % s == 0 && input.height() % s == 0);
                if (family == Family.YOLOX) need("output.decoded", decoded, d -> true);
                else none(decoded);
                none(labels, boxes, scores, rows, corners, background);
            }
            case DETR -> {
                named();
                need("output.labels", labels, n -> !n.isBlank());
                none(name, strides, decoded, corners, background);
            }
            case SSD -> {
                named();
                need("output.corners", corners, c -> true);
                need("output.background", background, b -> true);
                none(name, strides, decoded, labels);
            }
        }
    }

    int rows(ModelInput input) {
        if (strides == null) return Objects.requireNonNull(rows);
        return strides.stream()
                .mapToInt(stride -> (input.width() / stride) * (input.height() / stride))
                .sum();
    }

    List<NamedTensor> tensors(Family family, int rows, int classes) {
        return switch (family) {
            case YOLOX -> List.of(NamedTensor.floats(word(name), 1, rows, BOX + 1 + classes));
            case YOLO -> List.of(NamedTensor.floats(word(name), 1, BOX + classes, rows));
            case DETR ->
                List.of(
                        NamedTensor.longs(word(labels), 1, rows),
                        NamedTensor.floats(word(boxes), 1, rows, BOX),
                        NamedTensor.floats(word(scores), 1, rows));
            case SSD ->
                List.of(
                        NamedTensor.floats(word(boxes), 1, rows, BOX),
                        NamedTensor.floats(word(scores), 1, rows, classes + (hasBackground() ? 1 : 0)));
        };
    }

    public boolean isDecoded() {
        return Boolean.TRUE.equals(decoded);
    }

    public boolean hasBackground() {
        return Boolean.TRUE.equals(background);
    }

    private void named() {
        need("output.boxes", boxes, n -> !n.isBlank());
        need("output.scores", scores, n -> !n.isBlank());
        need("output.rows", rows, n -> n > 0 && n <= MAX_ROWS);
    }

    private static void none(@Nullable Object... fields) {
        if (Stream.of(fields).anyMatch(Objects::nonNull))
            throw new IllegalArgumentException("manifest: output has fields of another family");
    }

    private static String word(@Nullable String name) {
        return Objects.requireNonNull(name);
    }
}
