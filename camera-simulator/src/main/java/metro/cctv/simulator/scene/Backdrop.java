package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What never changes and hides nothing: sky, ground, road markings, houses. Painted once per picture size. */
final class Backdrop {
    static final Color ASPHALT = new Color(92, 94, 97);
    static final Color PAVING = new Color(158, 152, 144);
    static final Color GRASS = new Color(98, 124, 72);
    static final Color WATER = new Color(70, 104, 122);
    private static final double FAR_M = 120;
    private static final Color MARKING = new Color(224, 224, 216);

    private final View view;
    private final long seed;
    private final List<Consumer<Graphics2D>> layers = new ArrayList<>();

    Backdrop(View view, Light light, Color ground, long seed) {
        this.view = view;
        this.seed = seed;
        layers.add(g -> sky(g, light));
        layers.add(g -> skyline(g, new Random(seed)));
        layers.add(g -> {
            g.setColor(ground);
            double top = view.py(0, FAR_M);
            g.fill(new Rectangle2D.Double(
                    Surroundings.LEFT, top, Surroundings.WIDTH, Surroundings.TOP + Surroundings.HEIGHT - top));
        });
    }

    void paint(Graphics2D g) {
        for (Consumer<Graphics2D> layer : layers) layer.accept(g);
    }

    private void sky(Graphics2D g, Light light) {
        float low = (float) Math.max(view.horizon(), 1);
        g.setPaint(new GradientPaint(0, 0, light.skyTop(), 0, low, light.skyLow()));
        g.fill(new Rectangle2D.Double(Surroundings.LEFT, Surroundings.TOP, Surroundings.WIDTH, Surroundings.HEIGHT));
    }

    /** What lies to the left has a seed of its own, so that the picture straight ahead stays what it was. */
    private void skyline(Graphics2D g, Random random) {
        skyline(g, new Random(seed + 2), Surroundings.LEFT - 100, -40);
        skyline(g, random, -40, Surroundings.LEFT + Surroundings.WIDTH);
    }

    private void skyline(Graphics2D g, Random random, double from, double until) {
        double foot = view.py(0, FAR_M);
        for (double x = from; x < until; ) {
            double w = 40 + 90 * random.nextDouble();
            double h = 20 + 110 * random.nextDouble();
            g.setColor(Palette.shade(new Color(150, 158, 168), 0.85 + 0.3 * random.nextDouble()));
            g.fill(new Rectangle2D.Double(x, foot - h, Math.min(w, until - x), h + 40));
            x += w * 0.9;
        }
    }

    Backdrop area(Color colour, double x0, double z0, double x1, double z1) {
        layers.add(g -> {
            g.setColor(colour);
            g.fill(view.ground(x0, z0, x1, z1));
        });
        return this;
    }

    /** Small stains and stones, so that the ground is no flat colour. */
    Backdrop speckle(int count) {
        layers.add(g -> {
            var random = new Random(seed + 1);
            for (int i = 0; i < count; i++) {
                double z = view.groundZ(view.horizon() + 30 + (View.HEIGHT - view.horizon()) * random.nextDouble());
                double x = view.groundX(random.nextInt(View.WIDTH), z);
                double r = 0.03 + 0.25 * random.nextDouble() * random.nextDouble();
                int grey = random.nextBoolean() ? 0 : 255;
                g.setColor(new Color(grey, grey, grey, 8 + random.nextInt(22)));
                g.fill(view.ground(x - r, z, x + r, z + 1.2 * r));
            }
        });
        layers.add(g -> {
            // Beside the picture straight ahead, which stays as it was to the pixel.
            double side = -Surroundings.LEFT;
            speckleSide(g, count / 2, Surroundings.LEFT, side, seed + 3);
            speckleSide(g, count / 2, View.WIDTH, side, seed + 4);
        });
        return this;
    }

    private void speckleSide(Graphics2D whole, int count, double left, double width, long sideSeed) {
        Graphics2D g = (Graphics2D) whole.create();
        g.clip(new Rectangle2D.Double(left, Surroundings.TOP, width, Surroundings.HEIGHT));
        var random = new Random(sideSeed);
        double below = Surroundings.TOP + Surroundings.HEIGHT - view.horizon() - 30;
        for (int i = 0; i < count; i++) {
            double z = view.groundZ(view.horizon() + 30 + below * random.nextDouble());
            double x = view.groundX(left + width * random.nextDouble(), z);
            double r = 0.03 + 0.25 * random.nextDouble() * random.nextDouble();
            int grey = random.nextBoolean() ? 0 : 255;
            g.setColor(new Color(grey, grey, grey, 8 + random.nextInt(22)));
            g.fill(view.ground(x - r, z, x + r, z + 1.2 * r));
        }
        g.dispose();
    }

    /** A road across the picture with kerbs and a dashed middle line. */
    Backdrop roadAcross(double z0, double z1) {
        area(new Color(186, 184, 178), -FAR_M, z0 - 0.25, FAR_M, z1 + 0.25);
        area(ASPHALT, -FAR_M, z0, FAR_M, z1);
        double middle = (z0 + z1) / 2;
        for (double x = -60; x < 60; x += 5) area(new Color(222, 190, 60), x, middle - 0.08, x + 3, middle + 0.08);
        return this;
    }

    /** A road leading away; {@code lanes} set the dashed lines. */
    Backdrop roadAway(double x0, double x1, int lanes) {
        area(new Color(186, 184, 178), x0 - 0.25, View.NEAR_M, x1 + 0.25, FAR_M);
        area(ASPHALT, x0, View.NEAR_M, x1, FAR_M);
        for (int lane = 1; lane < lanes; lane++) {
            double x = x0 + (x1 - x0) * lane / lanes;
            Color colour = lane * 2 == lanes ? new Color(222, 190, 60) : MARKING;
            for (double z = 3; z < 90; z += 6) area(colour, x - 0.08, z, x + 0.08, z + 3.2);
        }
        return this;
    }

    /** A zebra crossing over a road that runs across the picture. */
    Backdrop zebraOverRoadAcross(double x0, double x1, double z0, double z1) {
        for (double z = z0 + 0.3; z + 0.5 <= z1; z += 1.0) area(MARKING, x0, z, x1, z + 0.5);
        return this;
    }

    /** A zebra crossing over a road that leads away. */
    Backdrop zebraOverRoadAway(double x0, double x1, double z0, double z1) {
        for (double x = x0 + 0.3; x + 0.5 <= x1; x += 1.0) area(MARKING, x, z0, x + 0.5, z1);
        return this;
    }

    /** Bays of a car park, each {@code 2.5} m wide, open towards the camera. */
    Backdrop bays(double x0, int count, double z0, double z1) {
        for (int i = 0; i <= count; i++) area(MARKING, x0 + 2.5 * i - 0.06, z0, x0 + 2.5 * i + 0.06, z1);
        area(MARKING, x0, z1 - 0.06, x0 + 2.5 * count, z1 + 0.06);
        return this;
    }

    /** A house front facing the camera. */
    Backdrop front(Color wall, double x0, double x1, double z, double heightM, boolean shops) {
        layers.add(g -> wall(g, view, seed, wall, x0, z, x1, z, heightM, shops));
        return this;
    }

    /** A house wall on the line from x0, z0 to x1, z1 with windows and, if wanted, shops. */
    static void wall(
            Graphics2D g,
            View view,
            long seed,
            Color wall,
            double x0,
            double z0,
            double x1,
            double z1,
            double height,
            boolean shops) {
        g.setColor(wall);
        g.fill(upright(view, x0, z0, x1, z1, 0, 1, 0, height));
        double length = Math.hypot(x1 - x0, z1 - z0);
        int columns = Math.max(1, (int) (length / 3));
        var random = new Random(seed + Double.hashCode(x0 * 31 + z0));
        for (double up = shops ? 3.6 : 1; up + 1.8 < height; up += 3) {
            for (int c = 0; c < columns; c++) {
                g.setColor(Palette.shade(new Color(92, 108, 124), 0.7 + 0.5 * random.nextDouble()));
                g.fill(upright(view, x0, z0, x1, z1, (c + 0.2) / columns, (c + 0.8) / columns, up, up + 1.6));
            }
        }
        if (!shops) return;
        for (int c = 0; c < columns; c++) {
            g.setColor(Palette.shade(new Color(60, 66, 74), 0.7 + 0.7 * random.nextDouble()));
            g.fill(upright(view, x0, z0, x1, z1, (c + 0.08) / columns, (c + 0.92) / columns, 0.1, 2.4));
            g.setColor(Palette.cloth(random));
            g.fill(upright(view, x0, z0, x1, z1, (c + 0.04) / columns, (c + 0.96) / columns, 2.5, 3.2));
        }
    }

    private static Path2D upright(
            View view, double x0, double z0, double x1, double z1, double from, double until, double low, double high) {
        double ax = x0 + (x1 - x0) * from;
        double az = z0 + (z1 - z0) * from;
        double bx = x0 + (x1 - x0) * until;
        double bz = z0 + (z1 - z0) * until;
        return view.polygon(ax, low, az, bx, low, bz, bx, high, bz, ax, high, az);
    }
}
