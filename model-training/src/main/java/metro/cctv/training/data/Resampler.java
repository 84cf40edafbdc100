package metro.cctv.training.data;

/**
 * Scales part of a picture with a triangle filter as wide as the step between samples: the same as FFmpeg's bilinear
 * scaler, which the analytics service uses.
 */
final class Resampler {
    /** Source samples that one target sample is made of. */
    private record Taps(int[] first, float[][] weights) {}

    private Resampler() {}

    /**
     * Paints the whole picture at {@code scale} with its top left corner at {@code left}, {@code top}; what lies beyond
     * the target is cut off, what the picture does not reach stays as it was.
     *
     * @param target blue, green, red of each pixel, interleaved
     */
    static void paint(Picture picture, double scale, double left, double top, float[] target, int width, int height) {
        int x0 = Math.max(0, (int) Math.ceil(left - 1e-9));
        int x1 = Math.min(width, (int) Math.floor(left + picture.width() * scale + 1e-9));
        int y0 = Math.max(0, (int) Math.ceil(top - 1e-9));
        int y1 = Math.min(height, (int) Math.floor(top + picture.height() * scale + 1e-9));
        if (x1 <= x0 || y1 <= y0) return;
        Taps across = taps(x0, x1, left, scale, picture.width());
        Taps down = taps(y0, y1, top, scale, picture.height());
        int from = down.first[0];
        int until = down.first[y1 - y0 - 1] + down.weights[y1 - y0 - 1].length;
        int line = (x1 - x0) * 3;
        float[] rows = new float[(until - from) * line];
        for (int y = from; y < until; y++) row(picture, y, across, rows, (y - from) * line);
        for (int y = y0; y < y1; y++) {
            float[] weights = down.weights[y - y0];
            int at = (y * width + x0) * 3;
            java.util.Arrays.fill(target, at, at + line, 0);
            for (int t = 0; t < weights.length; t++) {
                float weight = weights[t];
                int source = (down.first[y - y0] + t - from) * line;
                for (int i = 0; i < line; i++) target[at + i] += weight * rows[source + i];
            }
        }
    }

    private static void row(Picture picture, int y, Taps across, float[] rows, int at) {
        byte[] bgr = picture.bgr();
        int start = y * picture.width() * 3;
        for (int x = 0, to = at; x < across.first.length; x++, to += 3) {
            float[] weights = across.weights[x];
            int source = start + across.first[x] * 3;
            float blue = 0;
            float green = 0;
            float red = 0;
            for (float weight : weights) {
                blue += weight * (bgr[source] & 0xff);
                green += weight * (bgr[source + 1] & 0xff);
                red += weight * (bgr[source + 2] & 0xff);
                source += 3;
            }
            rows[to] = blue;
            rows[to + 1] = green;
            rows[to + 2] = red;
        }
    }

    private static Taps taps(int from, int until, double offset, double scale, int length) {
        int[] first = new int[until - from];
        float[][] weights = new float[until - from][];
        double reach = Math.max(1, 1 / scale);
        for (int i = from; i < until; i++) {
            double centre = (i + 0.5 - offset) / scale - 0.5;
            int low = Math.clamp((int) Math.ceil(centre - reach + 1e-9), 0, length - 1);
            int high = Math.clamp((int) Math.floor(centre + reach - 1e-9), low, length - 1);
            float[] w = new float[high - low + 1];
            float sum = 0;
            for (int s = low; s <= high; s++) {
                w[s - low] = (float) Math.max(1e-6, 1 - Math.abs(s - centre) / reach);
                sum += w[s - low];
            }
            for (int s = 0; s < w.length; s++) w[s] /= sum;
            first[i - from] = low;
            weights[i - from] = w;
        }
        return new Taps(first, weights);
    }
}
