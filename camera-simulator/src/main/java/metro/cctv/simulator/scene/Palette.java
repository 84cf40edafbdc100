package metro.cctv.simulator.scene;

import java.awt.Color;
import java.util.Random;

/** Colours of clothes, paint and walls. */
final class Palette {
    private static final Color[] PAINT = {
        new Color(238, 238, 236), new Color(200, 203, 206), new Color(120, 124, 130), new Color(40, 42, 46),
        new Color(150, 28, 32), new Color(32, 62, 124), new Color(224, 224, 214), new Color(70, 96, 86),
        new Color(222, 168, 42), new Color(96, 74, 58)
    };
    private static final Color[] BUS = {
        new Color(40, 90, 180),
        new Color(60, 150, 80),
        new Color(200, 60, 50),
        new Color(235, 225, 190),
        new Color(230, 160, 40)
    };

    private Palette() {}

    static Color cloth(Random random) {
        float saturation = random.nextInt(3) == 0 ? 0.1f : 0.25f + 0.6f * random.nextFloat();
        return Color.getHSBColor(random.nextFloat(), saturation, 0.25f + 0.7f * random.nextFloat());
    }

    static Color dark(Random random) {
        return Color.getHSBColor(
                0.55f + 0.15f * random.nextFloat(), 0.1f + 0.4f * random.nextFloat(), 0.1f + 0.3f * random.nextFloat());
    }

    static Color paint(Random random) {
        return random.nextInt(4) == 0
                ? Color.getHSBColor(
                        random.nextFloat(), 0.4f + 0.5f * random.nextFloat(), 0.3f + 0.6f * random.nextFloat())
                : PAINT[random.nextInt(PAINT.length)];
    }

    static Color bus(Random random) {
        return BUS[random.nextInt(BUS.length)];
    }

    static Color wall(Random random) {
        return Color.getHSBColor(
                0.04f + 0.1f * random.nextFloat(),
                0.05f + 0.3f * random.nextFloat(),
                0.4f + 0.45f * random.nextFloat());
    }

    static Color shade(Color colour, double factor) {
        return new Color(
                (int) Math.clamp(colour.getRed() * factor, 0, 255),
                (int) Math.clamp(colour.getGreen() * factor, 0, 255),
                (int) Math.clamp(colour.getBlue() * factor, 0, 255),
                colour.getAlpha());
    }
}
