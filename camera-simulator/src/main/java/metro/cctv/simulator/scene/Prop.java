package metro.cctv.simulator.scene;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Random;

/**
 * Something that stands still and may hide what is behind it.
 *
 * @param z its distance, metres
 * @param cover picture area it hides, in picture units; empty where one sees through
 */
record Prop(double z, Rectangle2D cover, Painter painter) {
    interface Painter {
        /** @param sway −1 to 1: how far the wind bends what it can bend */
        void paint(Graphics2D g, double sway);
    }

    static Prop lampPost(View view, double x, double z, double heightM) {
        double s = view.scale(z);
        double sx = view.px(x, z);
        double foot = view.py(0, z);
        double top = view.py(heightM, z);
        return new Prop(z, new Rectangle2D.Double(sx - 0.08 * s, top, 0.16 * s, foot - top), (g, sway) -> {
            g.setColor(new Color(84, 88, 92));
            stroke(g, 0.14 * s);
            g.draw(new Line2D.Double(sx, foot, sx, top));
            g.draw(new Line2D.Double(sx, top, sx + 0.9 * s, top - 0.1 * s));
            g.setColor(new Color(240, 236, 214));
            stroke(g, 0.16 * s);
            g.draw(new Line2D.Double(sx + 0.6 * s, top - 0.05 * s, sx + 1.0 * s, top - 0.1 * s));
        });
    }

    static Prop tree(View view, double x, double z, double heightM, long seed) {
        double s = view.scale(z);
        double sx = view.px(x, z);
        double foot = view.py(0, z);
        double crown = view.py(heightM * 0.68, z);
        var random = new Random(seed);
        int clumps = 11;
        double[] place = new double[3 * clumps];
        for (int i = 0; i < clumps; i++) {
            place[3 * i] = sx + random.nextGaussian() * heightM * 0.14 * s;
            place[3 * i + 1] = crown + random.nextGaussian() * heightM * 0.1 * s;
            place[3 * i + 2] = heightM * (0.12 + 0.07 * random.nextDouble()) * s;
        }
        Color leaf = Color.getHSBColor(0.22f + 0.12f * random.nextFloat(), 0.5f, 0.3f + 0.25f * random.nextFloat());
        double r = heightM * 0.2 * s;
        return new Prop(z, new Rectangle2D.Double(sx - r, crown - r, 2 * r, 2 * r), (g, sway) -> {
            g.setColor(new Color(82, 66, 50));
            stroke(g, heightM * 0.045 * s);
            g.draw(new Line2D.Double(sx, foot, sx, crown));
            for (int i = 0; i < place.length; i += 3) {
                g.setColor(Palette.shade(leaf, 0.8 + 0.05 * (i / 3 % 9)));
                double c = place[i + 2];
                double bent = sway * (0.5 + i % 5 * 0.25) * 0.06 * heightM * s;
                g.fill(new Ellipse2D.Double(place[i] - c + bent, place[i + 1] - c, 2 * c, 2 * c));
            }
        });
    }

    /** Bars with gaps, along x. */
    static Prop fence(View view, double x0, double x1, double z, double heightM, Color colour) {
        double s = view.scale(z);
        double top = view.py(heightM, z);
        double foot = view.py(0, z);
        return new Prop(z, new Rectangle2D.Double(), (g, sway) -> {
            g.setColor(colour);
            stroke(g, 0.05 * s);
            for (double x = x0; x <= x1 + 1e-6; x += 0.45) {
                double sx = view.px(x, z);
                g.draw(new Line2D.Double(sx, foot, sx, top));
            }
            stroke(g, 0.07 * s);
            double rail = top + 0.12 * (foot - top);
            g.draw(new Line2D.Double(view.px(x0, z), rail, view.px(x1, z), rail));
            double low = top + 0.8 * (foot - top);
            g.draw(new Line2D.Double(view.px(x0, z), low, view.px(x1, z), low));
        });
    }

    /** Bars with gaps, along z; drawn at the depth of its far end so that what stands in front stays in front. */
    static Prop fenceAway(View view, double x, double z0, double z1, double heightM, Color colour) {
        return new Prop(z1, new Rectangle2D.Double(), (g, sway) -> {
            g.setColor(colour);
            for (double z = z1; z >= z0; z -= 0.6) {
                stroke(g, 0.05 * view.scale(z));
                g.draw(new Line2D.Double(view.px(x, z), view.py(0, z), view.px(x, z), view.py(heightM, z)));
            }
            stroke(g, 0.05 * view.scale((z0 + z1) / 2));
            for (double up : new double[] {heightM * 0.9, heightM * 0.25}) {
                g.draw(new Line2D.Double(view.px(x, z0), view.py(up, z0), view.px(x, z1), view.py(up, z1)));
            }
        });
    }

    /** A low solid thing: bench, planter, stall, container, bus shelter's back wall. */
    static Prop block(View view, double x, double z, double widthM, double heightM, double depthM, Color colour) {
        double left = view.px(x - widthM / 2, z);
        double right = view.px(x + widthM / 2, z);
        double top = view.py(heightM, z);
        double foot = view.py(0, z);
        var front = new Rectangle2D.Double(left, top, right - left, foot - top);
        double x0 = x - widthM / 2;
        double x1 = x + widthM / 2;
        double back = z + depthM;
        return new Prop(z, front, (g, sway) -> {
            g.setColor(Palette.shade(colour, 1.15));
            g.fill(view.polygon(x0, heightM, z, x1, heightM, z, x1, heightM, back, x0, heightM, back));
            double side = x0 > 0 ? x0 : x1;
            if (x0 > 0 || x1 < 0) {
                g.setColor(Palette.shade(colour, 0.75));
                g.fill(view.polygon(side, 0, z, side, heightM, z, side, heightM, back, side, 0, back));
            }
            g.setColor(colour);
            g.fill(front);
            g.setColor(Palette.shade(colour, 0.7));
            stroke(g, 0.04 * view.scale(z));
            g.draw(front);
        });
    }

    /** A row of houses along a street that leads away; hides what comes out of the side street beyond {@code z1}. */
    static Prop houses(View view, double x, double z0, double z1, double heightM, boolean shops, long seed) {
        double edge = view.px(x, z1);
        double top = view.py(heightM, z1);
        double left = x < 0 ? 0 : edge;
        double right = x < 0 ? edge : View.WIDTH;
        var cover = new Rectangle2D.Double(left, top, Math.max(0, right - left), View.HEIGHT - top);
        Color wall = Palette.wall(new Random(seed));
        return new Prop(z1, cover, (g, sway) -> Backdrop.wall(g, view, seed, wall, x, z0, x, z1, heightM, shops));
    }

    /** A house front or tunnel mouth facing the camera; hides what is behind it. */
    static Prop houseFront(View view, double x0, double x1, double z, double heightM, Color wall, long seed) {
        double top = view.py(heightM, z);
        var cover = new Rectangle2D.Double(view.px(x0, z), top, view.px(x1, z) - view.px(x0, z), view.py(0, z) - top);
        return new Prop(z, cover, (g, sway) -> Backdrop.wall(g, view, seed, wall, x0, z, x1, z, heightM, false));
    }

    /** A dark opening on a front; goes with {@link #houseFront}. */
    static Prop mouth(View view, double x0, double x1, double z, double heightM) {
        return new Prop(z - 0.01, new Rectangle2D.Double(), (g, sway) -> {
            g.setColor(new Color(34, 34, 38));
            g.fill(view.polygon(x0, 0, z, x1, 0, z, x1, heightM, z, x0, heightM, z));
        });
    }

    private static void stroke(Graphics2D g, double width) {
        g.setStroke(new BasicStroke((float) Math.max(width, 0.6), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
}
