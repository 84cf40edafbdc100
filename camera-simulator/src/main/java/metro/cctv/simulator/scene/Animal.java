package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** A dog, a cat or something of their size: there to be seen and not to be told. */
record Animal(double heightM, double lengthM, Color coat) implements Figure {
    private static final Color[] COATS = {
        new Color(44, 38, 34), new Color(128, 90, 56), new Color(206, 190, 164), new Color(120, 118, 116)
    };

    static Animal random(Random random) {
        double height = 0.25 + 0.4 * random.nextDouble();
        return new Animal(height, height * (1.2 + 0.4 * random.nextDouble()), COATS[random.nextInt(COATS.length)]);
    }

    /** A boar or a deer: as high as a child, and longer. */
    static Animal wild(Random random) {
        boolean deer = random.nextBoolean();
        double height = deer ? 1 + 0.4 * random.nextDouble() : 0.65 + 0.3 * random.nextDouble();
        Color coat = deer ? new Color(134, 98, 64) : new Color(58, 50, 44);
        return new Animal(height, height * (deer ? 1.1 : 1.5), Palette.shade(coat, 0.8 + 0.4 * random.nextDouble()));
    }

    @Override
    public String label() {
        return "animal";
    }

    @Override
    public Sketch sketch(View view, Pose pose) {
        var sketch = new Sketch();
        double unit = view.scale(pose.z());
        double half = lengthM / 2;
        double back = heightM * 0.8;
        double phase = pose.walkedM() / (0.6 * heightM) * Math.PI;
        for (int i = 0; i < 4; i++) {
            double swing = pose.moving() ? 0.25 * heightM * Math.sin(phase + (i % 2 == i / 2 ? 0 : Math.PI)) : 0;
            double root = i < 2 ? half * 0.85 : -half * 0.85;
            double side = (i % 2 == 0 ? 0.12 : -0.12) * heightM;
            limb(sketch, view, pose, root, side, back * 0.8, root + swing, side, 0.02, 0.1 * heightM * unit);
        }
        limb(sketch, view, pose, -half, 0, back, half, 0, back, 0.34 * heightM * unit);
        limb(sketch, view, pose, half, 0, back, half + 0.25 * heightM, 0, heightM, 0.2 * heightM * unit);
        limb(
                sketch,
                view,
                pose,
                half + 0.25 * heightM,
                0,
                heightM,
                half + 0.5 * heightM,
                0,
                heightM * 0.95,
                0.16 * heightM * unit);
        limb(sketch, view, pose, -half, 0, back, -half - 0.4 * heightM, 0, heightM * 1.1, 0.07 * heightM * unit);
        return sketch;
    }

    private void limb(
            Sketch sketch,
            View view,
            Pose pose,
            double a0,
            double r0,
            double u0,
            double a1,
            double r1,
            double u1,
            double width) {
        double z0 = pose.worldZ(a0, r0);
        double z1 = pose.worldZ(a1, r1);
        sketch.limb(
                view.px(pose.worldX(a0, r0), z0),
                view.py(u0, z0),
                view.px(pose.worldX(a1, r1), z1),
                view.py(u1, z1),
                width,
                coat);
    }

    @Override
    public void shadow(Graphics2D g, View view, Pose pose, double sunX, double sunZ) {
        double half = lengthM / 2;
        double w = 0.12 * heightM;
        g.fill(Vehicle.path(view, pose, -half, -w, 0, half, -w, 0, half, w, 0, -half, w, 0));
    }
}
