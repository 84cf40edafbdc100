package metro.cctv.training.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One picture as the network sees it.
 *
 * @param pixels blue, green, red of each pixel, interleaved, 0 to 255
 * @param boxes in pixels of the input
 */
public record NetInput(float[] pixels, List<Box> boxes) {
    private static final float PAD = 114;
    /** Share of a box that must remain inside for it to count. */
    private static final double LEAST_REMAINING = 0.34;
    /** Smaller boxes are neither asked for nor punished, input pixels. */
    private static final double SMALLEST = 3;

    /** As the analytics service does it: scaled into the top left corner. */
    public static NetInput letterboxed(Picture picture, List<Box> boxes, int width, int height) {
        return placed(picture, boxes, fit(picture, width, height), 0, 0, width, height);
    }

    /** One plane a colour, as the exported model takes it. */
    public static float[] planes(float[] interleaved) {
        int size = interleaved.length / 3;
        float[] planes = new float[interleaved.length];
        for (int i = 0; i < size; i++) for (int c = 0; c < 3; c++) planes[c * size + i] = interleaved[i * 3 + c];
        return planes;
    }

    /** Scaled and cut. */
    static NetInput framed(Picture picture, List<Box> boxes, int width, int height, Random random) {
        if (random.nextInt(10) < 4) return letterboxed(picture, boxes, width, height);
        double scale =
                fit(picture, width, height) * Math.exp(Math.log(0.6) + random.nextDouble() * Math.log(1.6 / 0.6));
        double left = (width - picture.width() * scale) * random.nextDouble();
        double top = (height - picture.height() * scale) * random.nextDouble();
        return placed(picture, boxes, scale, left, top, width, height);
    }

    /** Mirrored or not, and in another light. */
    NetInput varied(int width, int height, Random random) {
        NetInput input = random.nextBoolean() ? mirrored(this, width, height) : new NetInput(pixels.clone(), boxes);
        Lighting.vary(input.pixels, random);
        return input;
    }

    private static double fit(Picture picture, int width, int height) {
        return Math.min((double) width / picture.width(), (double) height / picture.height());
    }

    private static NetInput placed(
            Picture picture, List<Box> boxes, double scale, double left, double top, int width, int height) {
        float[] pixels = new float[width * height * 3];
        Arrays.fill(pixels, PAD);
        Resampler.paint(picture, scale, left, top, pixels, width, height);
        List<Box> moved = new ArrayList<>();
        for (Box box : boxes) {
            double x0 = Math.clamp(box.left() * scale + left, 0, width);
            double y0 = Math.clamp(box.top() * scale + top, 0, height);
            double x1 = Math.clamp(box.right() * scale + left, 0, width);
            double y1 = Math.clamp(box.bottom() * scale + top, 0, height);
            if (x1 - x0 < 1 || y1 - y0 < 1) continue;
            boolean counted = box.counted()
                    && (x1 - x0) * (y1 - y0) >= LEAST_REMAINING * box.area() * scale * scale
                    && x1 - x0 >= SMALLEST
                    && y1 - y0 >= SMALLEST;
            moved.add(new Box(box.label(), x0, y0, x1, y1, counted));
        }
        return new NetInput(pixels, moved);
    }

    private static NetInput mirrored(NetInput input, int width, int height) {
        float[] from = input.pixels;
        float[] to = new float[from.length];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int source = (y * width + x) * 3;
                System.arraycopy(from, source, to, (y * width + width - 1 - x) * 3, 3);
            }
        List<Box> boxes = input.boxes.stream()
                .map(b -> new Box(b.label(), width - b.right(), b.top(), width - b.left(), b.bottom(), b.counted()))
                .toList();
        return new NetInput(to, boxes);
    }
}
