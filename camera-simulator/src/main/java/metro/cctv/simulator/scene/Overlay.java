package metro.cctv.simulator.scene;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures that lie over a whole frame: the night with the light of its lamps, and the sensor's grain. */
final class Overlay {
    private static final int GRAIN_SIZE = 256;

    private Overlay() {}

    static BufferedImage night(View view, Light light, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.scale((double) width / View.WIDTH, (double) height / View.HEIGHT);
        g.setColor(new Color(8, 10, 24, (int) (255 * light.darkness())));
        g.fill(new Rectangle2D.Double(0, 0, View.WIDTH, View.HEIGHT));
        g.setComposite(AlphaComposite.DstOut);
        for (Light.Lamp lamp : light.lamps()) {
            double x = view.px(lamp.x(), lamp.z());
            double y = view.py(lamp.heightM() * 0.25, lamp.z());
            double r = lamp.reachM() * view.scale(lamp.z());
            pool(g, x, y, r, r * 0.75, new Color(0, 0, 0, 200));
        }
        g.setComposite(AlphaComposite.SrcOver);
        for (Light.Lamp lamp : light.lamps()) {
            double x = view.px(lamp.x(), lamp.z());
            double r = 0.9 * view.scale(lamp.z());
            pool(g, x, view.py(lamp.heightM(), lamp.z()), r, r, new Color(255, 226, 170, 210));
        }
        g.dispose();
        return image;
    }

    private static void pool(Graphics2D g, double x, double y, double rx, double ry, Color colour) {
        var saved = g.getTransform();
        g.translate(x, y);
        g.scale(1, ry / rx);
        g.setPaint(new RadialGradientPaint(0, 0, (float) rx, new float[] {0, 1}, new Color[] {
            colour, new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0)
        }));
        g.fill(new Ellipse2D.Double(-rx, -rx, 2 * rx, 2 * rx));
        g.setTransform(saved);
    }

    /** A tile of black and white specks whose blending shifts a mid grey by {@code sigma} levels on average. */
    static BufferedImage grain(double sigma, long seed) {
        var tile = new BufferedImage(GRAIN_SIZE, GRAIN_SIZE, BufferedImage.TYPE_INT_ARGB_PRE);
        var random = new Random(seed);
        for (int y = 0; y < GRAIN_SIZE; y++) {
            for (int x = 0; x < GRAIN_SIZE; x++) {
                double noise = random.nextGaussian() * sigma;
                int alpha = (int) Math.min(255, Math.round(Math.abs(noise) * 2));
                int grey = noise > 0 ? alpha : 0;
                tile.getRaster().setPixel(x, y, new int[] {grey, grey, grey, alpha});
            }
        }
        return tile;
    }

    /** Lays the tile over the whole picture, moved by the frame's number. */
    static void layGrain(Graphics2D g, BufferedImage tile, int width, int height, long seed, int frame) {
        var random = new Random(seed * 31 + frame);
        int left = -random.nextInt(GRAIN_SIZE);
        int top = -random.nextInt(GRAIN_SIZE);
        for (int y = top; y < height; y += GRAIN_SIZE) {
            for (int x = left; x < width; x += GRAIN_SIZE) g.drawImage(tile, x, y, null);
        }
    }
}
