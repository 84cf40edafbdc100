package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Random;

/** A bicycle or motorcycle with its rider; one box for both. */
record TwoWheeler(boolean motor, Color frame, Color top, Color legs, Color skin, Color helmet) implements Figure {
    private static final Color TYRE = new Color(26, 26, 28);
    private static final Color ROAD_SEEN_THROUGH = new Color(110, 110, 112);

    static TwoWheeler bicycle(Random random) {
        return new TwoWheeler(
                false,
                Palette.paint(random),
                Palette.cloth(random),
                Palette.dark(random),
                new Color(214, 172, 140),
                random.nextBoolean() ? new Color(36, 28, 24) : Palette.cloth(random));
    }

    static TwoWheeler motorcycle(Random random) {
        return new TwoWheeler(
                true,
                Palette.paint(random),
                Palette.dark(random),
                Palette.dark(random),
                new Color(214, 172, 140),
                Palette.paint(random));
    }

    @Override
    public String label() {
        return motor ? "motorcycle" : "bicycle";
    }

    @Override
    public Sketch sketch(View view, Pose pose) {
        return new Drawing(view, pose).draw();
    }

    @Override
    public void shadow(Graphics2D g, View view, Pose pose, double sunX, double sunZ) {
        g.fill(Vehicle.path(view, pose, -0.9, -0.12, 0, 0.9, -0.12, 0, 0.9, 0.12, 0, -0.9, 0.12, 0));
        double tip = 1.4;
        var far = new Pose(pose.x() + sunX * tip, pose.z() + sunZ * tip, pose.headX(), pose.headZ(), 0, false);
        g.fill(view.polygon(
                pose.worldX(-0.4, 0),
                0,
                pose.worldZ(-0.4, 0),
                pose.worldX(0.4, 0),
                0,
                pose.worldZ(0.4, 0),
                far.worldX(0.2, 0),
                0,
                far.worldZ(0.2, 0),
                far.worldX(-0.2, 0),
                0,
                far.worldZ(-0.2, 0)));
    }

    @Override
    public void lamps(Graphics2D g, View view, Pose pose) {
        if (!pose.moving()) return;
        boolean towards = pose.headX() * -pose.x() + pose.headZ() * -pose.z() > 0;
        double ahead = towards ? 0.6 : -0.6;
        Color colour = towards ? new Color(255, 246, 220) : new Color(255, 40, 30);
        Vehicle.glow(g, view, pose, ahead, 0, motor ? 0.9 : 0.8, motor && towards ? 0.4 : 0.18, colour);
    }

    private final class Drawing {
        private final View view;
        private final Pose pose;
        private final double unit;
        private final Sketch sketch = new Sketch();

        Drawing(View view, Pose pose) {
            this.view = view;
            this.pose = pose;
            unit = view.scale(pose.z());
        }

        Sketch draw() {
            double r = motor ? 0.3 : 0.34;
            double base = motor ? 0.65 : 0.54;
            double tyre = motor ? 0.13 : 0.05;
            wheel(-base, r, tyre);
            wheel(base, r, tyre);
            body(r, base);
            rider();
            return sketch;
        }

        private double[] at(double ahead, double right, double up) {
            double z = pose.worldZ(ahead, right);
            return new double[] {view.px(pose.worldX(ahead, right), z), view.py(up, z)};
        }

        private void limb(double[] a, double[] b, double widthM, Color colour) {
            sketch.limb(a[0], a[1], b[0], b[1], widthM * unit, colour);
        }

        private void wheel(double ahead, double r, double tyre) {
            double[] outer = Vehicle.circle(ahead, r, r);
            double[] previous = at(outer[outer.length - 2], 0, outer[outer.length - 1]);
            if (motor) {
                double[] hub = at(ahead, 0, r);
                limb(hub, hub, r, ROAD_SEEN_THROUGH);
            }
            for (int i = 0; i < outer.length; i += 2) {
                double[] next = at(outer[i], 0, outer[i + 1]);
                limb(previous, next, tyre, TYRE);
                previous = next;
            }
        }

        private void body(double r, double base) {
            if (motor) {
                limb(at(-base * 0.6, 0, 0.55), at(base * 0.5, 0, 0.6), 0.3, frame);
                limb(at(-base, 0, 0.75), at(0, 0, 0.72), 0.16, TYRE);
                limb(at(base, 0, r), at(base * 0.6, 0, 1.0), 0.09, frame);
                limb(at(base * 0.6, -0.32, 1.02), at(base * 0.6, 0.32, 1.02), 0.05, TYRE);
                return;
            }
            double[] crank = at(-0.05, 0, 0.3);
            double[] seat = at(-0.2, 0, 0.9);
            double[] bar = at(0.4, 0, 0.95);
            limb(at(-base, 0, r), crank, 0.04, frame);
            limb(crank, seat, 0.04, frame);
            limb(seat, bar, 0.04, frame);
            limb(crank, bar, 0.04, frame);
            limb(bar, at(base, 0, r), 0.04, frame);
            limb(at(0.42, -0.26, 1.02), at(0.42, 0.26, 1.02), 0.035, TYRE);
        }

        private void rider() {
            double turn = pose.walkedM() * 2.2;
            double hipUp = motor ? 0.82 : 0.95;
            int near = pose.worldZ(0, 1) < pose.worldZ(0, -1) ? 1 : -1;
            leg(-near, turn, hipUp);
            double[] hip = at(-0.2, 0, hipUp);
            double[] chest = at(motor ? 0.02 : 0.08, 0, hipUp + 0.45);
            limb(hip, chest, 0.26, top);
            limb(at(0.03, -0.17, hipUp + 0.46), at(0.03, 0.17, hipUp + 0.46), 0.17, top);
            leg(near, turn, hipUp);
            for (int side = -1; side <= 1; side += 2) {
                limb(
                        at(0.05, 0.18 * side, hipUp + 0.45),
                        at(0.4, 0.22 * side, motor ? 1.05 : 1.04),
                        0.09,
                        top.darker());
            }
            double[] head = at(0.13, 0, hipUp + 0.7);
            sketch.disc(head[0], head[1], 0.1 * unit, 0.13 * unit, skin);
            double[] crown = at(0.1, 0, hipUp + 0.75);
            double r = motor ? 0.14 : 0.11;
            sketch.disc(crown[0], crown[1], r * unit, r * 0.9 * unit, helmet);
        }

        private void leg(int side, double turn, double hipUp) {
            double angle = side < 0 ? turn : turn + Math.PI;
            double footAhead = motor ? 0.05 : -0.05 + 0.16 * Math.cos(angle);
            double footUp = motor ? 0.3 : 0.3 + 0.16 * Math.sin(angle);
            double[] knee = at(footAhead + 0.22, 0.12 * side, (footUp + hipUp) / 2 + 0.12);
            limb(at(-0.18, 0.1 * side, hipUp), knee, 0.15, legs);
            limb(knee, at(footAhead, 0.13 * side, footUp), 0.1, legs);
            limb(at(footAhead, 0.13 * side, footUp), at(footAhead + 0.12, 0.13 * side, footUp), 0.07, TYRE);
        }
    }
}
