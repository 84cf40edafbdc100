package metro.cctv.training.net;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.training.data.Labels;

/**
 * A compact anchor-free detector: residual blocks of channelwise and 1×1 convolutions, fused from coarse to fine, with
 * one branch for boxes and one for classes at each stride. Input: blue, green, red from 0 to 255; the first batch norm
 * takes care of the scale.
 */
public final class SceneNet {
    public static final int WIDTH = 640;
    public static final int HEIGHT = 352;
    public static final int[] STRIDES = {8, 16, 32};
    public static final int CLASSES = Labels.NAMES.size();
    public static final int COLUMNS = 5 + CLASSES;

    private static final int FUSED = 64;

    private SceneNet() {}

    /** Anchor points: 4620. */
    public static int rows() {
        int rows = 0;
        for (int stride : STRIDES) rows += (WIDTH / stride) * (HEIGHT / stride);
        return rows;
    }

    public static <T> T build(Ops<T> ops, T images) {
        T x = ops.convolve(Convolution.dense("stem", 3, 16, 3, 2), images);
        x = stage(ops, "s4", x, 16, 32, 1, 3);
        T fine = stage(ops, "s8", x, 32, 64, 2, 3);
        T middle = stage(ops, "s16", fine, 64, 96, 3, 3);
        T coarse = stage(ops, "s32", middle, 96, 128, 2, 5);

        T top = ops.convolve(Convolution.dense("top", 128, FUSED, 1, 1), coarse);
        T mid = block(ops, "fuse16", fuse(ops, "in16", middle, 96, top), FUSED, 3);
        T low = block(ops, "fuse8", fuse(ops, "in8", fine, 64, mid), FUSED, 3);
        List<T> rows = new ArrayList<>();
        rows.add(head(ops, "head8", low));
        rows.add(head(ops, "head16", mid));
        rows.add(head(ops, "head32", top));
        return ops.stack(rows);
    }

    private static <T> T stage(Ops<T> ops, String name, T x, int in, int out, int blocks, int kernel) {
        T y = ops.convolve(Convolution.dense(name + ".down", in, out, 3, 2), x);
        for (int i = 0; i < blocks; i++) y = block(ops, name + ".b" + i, y, out, kernel);
        return y;
    }

    private static <T> T block(Ops<T> ops, String name, T x, int channels, int kernel) {
        T y = ops.convolve(Convolution.channelwise(name + ".space", channels, kernel), x);
        y = ops.convolve(Convolution.linear(name + ".mix", channels, channels), y);
        return ops.relu(ops.add(x, y));
    }

    private static <T> T fuse(Ops<T> ops, String name, T x, int in, T coarser) {
        return ops.relu(ops.add(ops.convolve(Convolution.linear(name, in, FUSED), x), ops.enlarge(coarser)));
    }

    private static <T> T head(Ops<T> ops, String name, T x) {
        T where = block(ops, name + ".where", x, FUSED, 3);
        where = block(ops, name + ".edges", where, FUSED, 3);
        T what = block(ops, name + ".what", x, FUSED, 3);
        return ops.rows(
                ops.convolve(Convolution.prediction(name + ".box", FUSED, 4), where),
                ops.convolve(Convolution.prediction(name + ".object", FUSED, 1), where),
                ops.convolve(Convolution.prediction(name + ".class", FUSED, CLASSES), what));
    }
}
