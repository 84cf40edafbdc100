package metro.cctv.ingest.tampering;

import java.util.Random;
import java.util.function.IntBinaryOperator;
import metro.cctv.ingest.gate.MotionGate;

/** Small luma pictures of a street with a sky, a house with windows and a paved way, and what is done to it. */
final class TestViews {
    static final int WIDTH = MotionGate.WIDTH;
    static final int HEIGHT = MotionGate.HEIGHT;

    private TestViews() {}

    static byte[] street() {
        return of(TestViews::street);
    }

    private static int street(int x, int y) {
        if (y < 22) return 190 - x / 8;
        if (x > 95) return (x / 5 + y / 7) % 3 == 0 ? 40 : 130;
        if (y > 60) return 95 + (x * 7 + y * 13) % 23;
        return (x + y) % 9 < 3 ? 60 : 110 + y / 2;
    }

    /** Another street: what a camera sees that was turned. */
    static byte[] elsewhere() {
        return of((x, y) -> {
            if (x < 40) return (x / 4 + y / 6) % 2 == 0 ? 210 : 70;
            if (y < 50) return 55 + (x * 3 + y * 5) % 29;
            return x > 110 ? 180 : 140 + (x * 11 + y * 3) % 31;
        });
    }

    static byte[] even(int value) {
        return of((x, y) -> value + (x + y) / 60);
    }

    static byte[] of(IntBinaryOperator value) {
        var luma = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < luma.length; i++)
            luma[i] = (byte) Math.clamp(value.applyAsInt(i % WIDTH, i / WIDTH), 0, 255);
        return luma;
    }

    /** As if everything were lit by so much of the light, with a floor as lenses have. */
    static byte[] lit(byte[] luma, double share) {
        return of((x, y) -> (int) (4 + at(luma, x, y) * share));
    }

    static byte[] blurred(byte[] luma, int radius) {
        return of((x, y) -> {
            int sum = 0;
            int count = 0;
            for (int dy = -radius; dy <= radius; dy++)
                for (int dx = -radius; dx <= radius; dx++) {
                    sum += at(luma, Math.clamp(x + dx, 0, WIDTH - 1), Math.clamp(y + dy, 0, HEIGHT - 1));
                    count++;
                }
            return sum / count;
        });
    }

    /** A lamp into the lens. */
    static byte[] dazzled(byte[] luma) {
        return of((x, y) -> Math.hypot(x - 70, y - 40) < 62 ? 255 : at(luma, x, y) + 60);
    }

    /** Grey veil: the far half loses most of its contrast. */
    static byte[] foggy(byte[] luma) {
        return of((x, y) -> (int) (170 + (at(luma, x, y) - 170) * (y < 45 ? 0.25 : 0.6)));
    }

    /** A bus that stands before the lower left. */
    static byte[] withABus(byte[] luma) {
        return of((x, y) -> x < 80 && y > 35 ? (y < 50 && x % 14 > 3 ? 30 : 150) : at(luma, x, y));
    }

    static byte[] noisy(byte[] luma, double sigma, long seed) {
        var random = new Random(seed);
        return of((x, y) -> (int) Math.round(at(luma, x, y) + random.nextGaussian() * sigma));
    }

    private static int at(byte[] luma, int x, int y) {
        return luma[y * WIDTH + x] & 0xFF;
    }
}
