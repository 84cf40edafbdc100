package metro.cctv.analytics.model;

import static metro.cctv.analytics.model.ModelManifest.need;

import java.util.List;
import metro.cctv.analytics.model.ModelManifest.Family;
import org.jspecify.annotations.Nullable;

/**
 * How a picture becomes the network's input: {@code (value * scale - mean) / std} of every channel value 0 to 255.
 *
 * @param width pixels
 * @param pad channel value, 0 to 255, where a picture of another shape leaves room
 * @param fit not stated: {@link Fit#LETTERBOX}
 * @param mean of each channel in the order of {@code colour}, after scaling; not stated: 0
 * @param std likewise; not stated: 1
 * @param sizes a DETR's second input, {@code orig_target_sizes}: int64 of width and height
 */
public record ModelInput(
        String name,
        int width,
        int height,
        Layout layout,
        Colour colour,
        double scale,
        int pad,
        @Nullable Fit fit,
        @Nullable List<Double> mean,
        @Nullable List<Double> std,
        @Nullable String sizes) {

    private static final int CHANNELS = 3;
    private static final double MAX_MEAN = 255;

    public enum Layout {
        NCHW
    }

    public enum Colour {
        BGR,
        RGB
    }

    /** What happens to a picture of another shape. */
    public enum Fit {
        /** Its shape is kept, in the top left corner (YOLOX). */
        LETTERBOX,
        /** Its shape is kept, in the middle (YOLO 8 and later). */
        LETTERBOX_CENTRED,
        /** It fills the input, its shape is not kept (D-FINE, SSD). */
        STRETCH
    }

    public ModelInput {
        need("input.name", name, n -> !n.isBlank());
        need("input.layout", layout, l -> true);
        need("input.colour", colour, c -> true);
        need("input.width", width, ModelInput::side);
        need("input.height", height, ModelInput::side);
        need("input.scale", scale, s -> s > 0 && s <= 255);
        need("input.pad", pad, p -> p >= 0 && p <= 255);
        if (mean != null)
            need("input.mean", mean, m -> channels(m) && m.stream().allMatch(v -> Math.abs(v) <= MAX_MEAN));
        if (std != null) need("input.std", std, s -> channels(s) && s.stream().allMatch(v -> v > 0 && v <= MAX_MEAN));
    }

    @Override
    public Fit fit() {
        return fit == null ? Fit.LETTERBOX : fit;
    }

    /** What a channel value 0 to 255 is multiplied by. */
    public float factor(int channel) {
        return (float) (std == null ? scale : scale / std.get(channel));
    }

    /** What is added then. */
    public float offset(int channel) {
        if (mean == null) return 0;
        return (float) (-mean.get(channel) / (std == null ? 1 : std.get(channel)));
    }

    void check(Family family) {
        if (family == Family.DETR) need("input.sizes", sizes, s -> !s.isBlank());
        else if (sizes != null) throw new IllegalArgumentException("manifest: input.sizes is for the family DETR");
    }

    private static boolean side(int pixels) {
        return pixels >= 32 && pixels <= 2048;
    }

    private static boolean channels(List<Double> values) {
        return values.size() == CHANNELS && values.stream().allMatch(v -> v != null && Double.isFinite(v));
    }
}
