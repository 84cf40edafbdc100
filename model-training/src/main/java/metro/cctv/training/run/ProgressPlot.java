package metro.cctv.training.run;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Two plots in one SVG: the parts of the loss, and AP50's mean over the classes. */
final class ProgressPlot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 240;
    private static final int PAD = 36;
    private static final String[] NAMES = {"box", "objectness", "class"};
    private static final String[] COLOURS = {"#1a5fb4", "#b3261e", "#1a7f4b"};

    private ProgressPlot() {}

    static String svg(List<Progress.Point> points) {
        long last = Math.max(1, points.getLast().step());
        double most = points.stream()
                .flatMapToDouble(p -> java.util.Arrays.stream(p.losses()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        var body = new StringBuilder(frame(0, "loss", most, last));
        for (int i = 0; i < NAMES.length; i++) {
            int part = i;
            body.append(line(points, 0, p -> p.losses()[part] / most, last, COLOURS[i]));
            body.append(text(WIDTH - 90, 30 + 15 * i, NAMES[i], COLOURS[i]));
        }
        body.append(frame(WIDTH, "mean AP50 of held-out scenes", 1, last));
        body.append(line(points, WIDTH, Progress.Point::meanPrecision, last, COLOURS[0]));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%s</svg>\n"
                .formatted(2 * WIDTH, HEIGHT, body);
    }

    private static String frame(int left, String title, double most, long last) {
        int base = HEIGHT - PAD;
        return "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#333\"/>"
                        .formatted(left + PAD, PAD, base, left + WIDTH - 10)
                + text(left + PAD, 16, title, "#333")
                + text(left + 2, PAD + 4, String.format(Locale.ROOT, "%.2g", most), "#333")
                + text(left + 20, base + 4, "0", "#333")
                + text(left + WIDTH - 80, HEIGHT - 14, "step " + last, "#333");
    }

    private static String line(
            List<Progress.Point> points, int left, ToDoubleFunction<Progress.Point> share, long last, String colour) {
        var path = new StringBuilder();
        for (Progress.Point point : points) {
            double value = share.applyAsDouble(point);
            if (!Double.isFinite(value)) continue;
            double x = left + PAD + (WIDTH - 10.0 - PAD) * point.step() / last;
            double y = HEIGHT - PAD - (HEIGHT - 2.0 * PAD) * value;
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                .formatted(path.toString().strip(), colour);
    }

    private static String text(int x, int y, String words, String colour) {
        return "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>".formatted(x, y, colour, words);
    }
}
