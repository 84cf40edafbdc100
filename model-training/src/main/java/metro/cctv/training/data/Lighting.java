package metro.cctv.training.data;

import java.util.Random;

/** Another exposure, white balance, contrast and noise, within what cameras do. */
final class Lighting {
    private Lighting() {}

    /** @param pixels blue, green, red, interleaved; changed in place */
    static void vary(float[] pixels, Random random) {
        if (random.nextInt(10) < 7) curve(pixels, random);
        if (random.nextInt(10) < 2) drain(pixels, random.nextFloat());
        if (random.nextInt(10) < 4) noise(pixels, 1 + 6 * random.nextFloat(), random.nextLong());
    }

    private static void curve(float[] pixels, Random random) {
        double gamma = Math.exp((random.nextDouble() - 0.5) * 1.0);
        double contrast = 0.75 + 0.5 * random.nextDouble();
        double brightness = (random.nextDouble() - 0.5) * 50;
        float[][] tables = new float[3][256];
        for (float[] table : tables) {
            double gain = 0.9 + 0.2 * random.nextDouble();
            for (int v = 0; v < 256; v++) {
                double curved = 255 * Math.pow(v / 255.0, gamma) * gain;
                table[v] = (float) Math.clamp((curved - 110) * contrast + 110 + brightness, 0, 255);
            }
        }
        for (int i = 0; i < pixels.length; i++) {
            int value = (int) (pixels[i] + 0.5f);
            pixels[i] = tables[i % 3][value < 0 ? 0 : Math.min(value, 255)];
        }
    }

    private static void drain(float[] pixels, float share) {
        for (int i = 0; i < pixels.length; i += 3) {
            float grey = (pixels[i] + pixels[i + 1] + pixels[i + 2]) / 3;
            for (int c = 0; c < 3; c++) pixels[i + c] += share * (grey - pixels[i + c]);
        }
    }

    private static void noise(float[] pixels, float sigma, long seed) {
        long state = seed | 1;
        for (int i = 0; i < pixels.length; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            // Four bytes' sum is close to normal, with a deviation of 147.8.
            long sum = (state & 0xff) + (state >>> 8 & 0xff) + (state >>> 16 & 0xff) + (state >>> 24 & 0xff);
            float noisy = pixels[i] + (sum - 510) * sigma / 147.8f;
            pixels[i] = noisy < 0 ? 0 : Math.min(noisy, 255);
        }
    }
}
