package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** A suitcase or bag that stands on the ground; carried when it moves. */
record Bag(double widthM, double heightM, double depthM, Color colour) implements Figure {
    static Bag random(Random random) {
        return new Bag(
                0.4 + 0.3 * random.nextDouble(),
                0.45 + 0.35 * random.nextDouble(),
                0.22 + 0.12 * random.nextDouble(),
                random.nextBoolean() ? Palette.cloth(random) : Palette.dark(random));
    }

    @Override
    public String label() {
        return "bag";
    }

    @Override
    public Sketch sketch(View view, Pose pose) {
        var sketch = new Sketch();
        double x0 = pose.x() - widthM / 2;
        double x1 = pose.x() + widthM / 2;
        double z = pose.z();
        double back = z + depthM;
        sketch.fill(
                view.polygon(x0, heightM, z, x1, heightM, z, x1, heightM, back, x0, heightM, back),
                Palette.shade(colour, 1.2));
        sketch.fill(view.polygon(x0, 0.03, z, x1, 0.03, z, x1, heightM, z, x0, heightM, z), colour);
        double inset = 0.12 * widthM;
        sketch.fill(
                view.polygon(
                        x0 + inset,
                        0.1,
                        z,
                        x1 - inset,
                        0.1,
                        z,
                        x1 - inset,
                        heightM * 0.45,
                        z,
                        x0 + inset,
                        heightM * 0.45,
                        z),
                Palette.shade(colour, 0.7));
        double s = view.scale(z);
        double top = view.py(heightM, z);
        double grip = view.py(heightM + 0.1, z);
        double left = view.px(pose.x() - 0.1, z);
        double right = view.px(pose.x() + 0.1, z);
        Color dark = new Color(40, 40, 44);
        sketch.limb(left, top, left, grip, 0.03 * s, dark);
        sketch.limb(right, top, right, grip, 0.03 * s, dark);
        sketch.limb(left, grip, right, grip, 0.035 * s, dark);
        return sketch;
    }

    @Override
    public void shadow(Graphics2D g, View view, Pose pose, double sunX, double sunZ) {
        double x0 = pose.x() - widthM / 2;
        double x1 = pose.x() + widthM / 2;
        double z = pose.z() + depthM / 2;
        double tipX = sunX * heightM;
        double tipZ = sunZ * heightM;
        g.fill(view.polygon(x0, 0, z, x1, 0, z, x1 + tipX, 0, z + tipZ, x0 + tipX, 0, z + tipZ));
    }
}
