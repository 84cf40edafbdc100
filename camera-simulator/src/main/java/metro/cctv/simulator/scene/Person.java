package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Random;

/**
 * A walking or standing person as a jointed skeleton with limbs of some thickness.
 *
 * @param heightM 1.0 (child) to 1.95
 * @param skirt the lower garment hides the thighs
 */
record Person(
        double heightM,
        double girth,
        Color top,
        Color legs,
        Color skin,
        Color hair,
        Color shoes,
        boolean skirt,
        boolean backpack)
        implements Figure {

    private static final Color[] HAIR = {
        new Color(25, 22, 20), new Color(48, 34, 24), new Color(90, 84, 80), new Color(150, 148, 145)
    };

    static Person random(Random random) {
        return random(random, 1.52 + 0.34 * random.nextDouble());
    }

    static Person child(Random random) {
        return random(random, 1.12 + 0.25 * random.nextDouble());
    }

    private static Person random(Random random, double heightM) {
        int tone = 150 + random.nextInt(90);
        return new Person(
                heightM,
                0.85 + 0.4 * random.nextDouble(),
                Palette.cloth(random),
                random.nextInt(3) == 0 ? Palette.cloth(random) : Palette.dark(random),
                new Color(tone, tone * 4 / 5, tone * 2 / 3),
                HAIR[random.nextInt(HAIR.length)],
                random.nextBoolean() ? new Color(30, 28, 28) : new Color(225, 225, 220),
                random.nextInt(5) == 0,
                random.nextInt(3) == 0);
    }

    @Override
    public String label() {
        return "person";
    }

    @Override
    public Sketch sketch(View view, Pose pose) {
        return new Body(view, pose).draw();
    }

    @Override
    public void shadow(Graphics2D g, View view, Pose pose, double sunX, double sunZ) {
        double upright = heightM * (1 - 0.85 * pose.lying());
        double tipX = pose.x() + sunX * upright;
        double tipZ = pose.z() + sunZ * upright;
        double half = 0.2 * girth;
        double length = Math.max(Math.hypot(sunX, sunZ), 1e-6);
        double acrossX = -sunZ / length * half;
        double acrossZ = sunX / length * half;
        Path2D shape = view.polygon(
                pose.x() + acrossX,
                0,
                pose.z() + acrossZ,
                pose.x() - acrossX,
                0,
                pose.z() - acrossZ,
                tipX - acrossX * 0.6,
                0,
                tipZ - acrossZ * 0.6,
                tipX + acrossX * 0.6,
                0,
                tipZ + acrossZ * 0.6);
        g.fill(shape);
    }

    /** One drawing of the skeleton; lengths are shares of the person's height. */
    private final class Body {
        private static final double THIGH = 0.255;
        private static final double SHIN = 0.25;
        private final View view;
        private final Pose pose;
        private final Sketch sketch = new Sketch();
        private final double unit;
        private final double swing;
        private final double phase;
        private double hipY;

        Body(View view, Pose pose) {
            this.view = view;
            this.pose = pose;
            unit = view.scale(pose.z()) * heightM;
            phase = pose.walkedM() / (0.8 * heightM) * Math.PI;
            swing = pose.moving() ? 0.5 : 0.05;
        }

        Sketch draw() {
            double leftReach = reach(phase);
            double rightReach = reach(phase + Math.PI);
            hipY = Math.max(leftReach, rightReach) + 0.025;
            // The side nearer to the camera is painted last.
            int near = pose.worldZ(0, 1) < pose.worldZ(0, -1) ? 1 : -1;
            arm(-near);
            leg(-near);
            if (backpack && pose.headZ() >= 0) torso();
            if (backpack) pack();
            if (!(backpack && pose.headZ() >= 0)) torso();
            else pack();
            leg(near);
            if (skirt) skirt();
            arm(near);
            head();
            return sketch;
        }

        private double thighAngle(double p) {
            return swing * Math.sin(p);
        }

        private double kneeBend(double p) {
            return 2 * swing * Math.max(0, Math.cos(p)) * 0.9;
        }

        /** How far below the hip the foot is. */
        private double reach(double p) {
            double thigh = thighAngle(p);
            return THIGH * Math.cos(thigh) + SHIN * Math.cos(thigh - kneeBend(p));
        }

        private double[] at(double standingAhead, double right, double standingUp) {
            double ahead = standingAhead;
            double up = standingUp;
            if (pose.lying() > 0) {
                double angle = pose.lying() * Math.PI / 2;
                ahead = standingAhead * Math.cos(angle) + standingUp * Math.sin(angle);
                up = standingUp * Math.cos(angle) - standingAhead * Math.sin(angle) + 0.08 * pose.lying();
            }
            double z = pose.worldZ(ahead * heightM, right * heightM);
            return new double[] {view.px(pose.worldX(ahead * heightM, right * heightM), z), view.py(up * heightM, z)};
        }

        private void limb(double[] a, double[] b, double width, Color colour) {
            sketch.limb(a[0], a[1], b[0], b[1], width * unit, colour);
        }

        private void leg(int side) {
            double p = side < 0 ? phase : phase + Math.PI;
            double thigh = thighAngle(p);
            double shin = thigh - kneeBend(p);
            double across = 0.05 * side;
            double kneeAhead = THIGH * Math.sin(thigh);
            double kneeY = hipY - THIGH * Math.cos(thigh);
            double footAhead = kneeAhead + SHIN * Math.sin(shin);
            double footY = kneeY - SHIN * Math.cos(shin);
            double[] knee = at(kneeAhead, across, kneeY);
            double[] foot = at(footAhead, across, footY);
            limb(knee, foot, 0.06 * girth, skirt ? skin : legs);
            limb(at(0, across, hipY), knee, 0.085 * girth, legs);
            limb(foot, at(footAhead + 0.07, across, footY - 0.005), 0.045, shoes);
        }

        private void arm(int side) {
            double p = side < 0 ? phase + Math.PI : phase;
            double angle = 0.75 * swing * Math.sin(p);
            double across = 0.125 * girth * side;
            double shoulderY = hipY + 0.29;
            double elbowAhead = 0.16 * Math.sin(angle);
            double elbowY = shoulderY - 0.16 * Math.cos(angle);
            double bend = angle + 0.3 + 0.3 * swing;
            double[] elbow = at(elbowAhead, across * 1.08, elbowY);
            double[] hand = at(elbowAhead + 0.15 * Math.sin(bend), across * 1.05, elbowY - 0.15 * Math.cos(bend));
            limb(elbow, hand, 0.042 * girth, skin);
            limb(at(0, across, shoulderY), elbow, 0.055 * girth, top.darker());
        }

        private void torso() {
            double wide = 0.085 * girth;
            double narrow = 0.06 * girth;
            double[] leftShoulder = at(0, -wide, hipY + 0.28);
            double[] rightShoulder = at(0, wide, hipY + 0.28);
            double[] leftHip = at(0, -narrow, hipY);
            double[] rightHip = at(0, narrow, hipY);
            double depth = 0.105 * girth;
            limb(leftHip, rightHip, depth, legs);
            limb(leftShoulder, leftHip, depth, top);
            limb(rightShoulder, rightHip, depth, top);
            limb(leftShoulder, rightShoulder, depth, top);
            limb(at(0, 0, hipY + 0.28), at(0, 0, hipY + 0.04), depth * 1.1, top);
        }

        private void skirt() {
            double[] left = at(0, -0.07 * girth, hipY + 0.05);
            double[] right = at(0, 0.07 * girth, hipY + 0.05);
            double[] hemLeft = at(-0.06, -0.11 * girth, hipY - 0.24);
            double[] hemRight = at(0.06, 0.11 * girth, hipY - 0.24);
            double spread = 0.05 * unit;
            sketch.polygon(
                    legs,
                    Math.min(left[0], right[0]) - spread / 2,
                    left[1],
                    Math.max(left[0], right[0]) + spread / 2,
                    right[1],
                    Math.max(hemLeft[0], hemRight[0]) + spread,
                    hemRight[1],
                    Math.min(hemLeft[0], hemRight[0]) - spread,
                    hemLeft[1]);
        }

        private void pack() {
            limb(at(-0.08, 0, hipY + 0.25), at(-0.085, 0, hipY + 0.1), 0.12, legs.darker());
        }

        private void head() {
            double[] neck = at(0.005, 0, hipY + 0.33);
            double[] middle = at(0.015, 0, hipY + 0.405);
            limb(at(0, 0, hipY + 0.29), neck, 0.05, skin);
            sketch.disc(middle[0], middle[1], 0.05 * unit, 0.065 * unit, skin);
            double[] crown = at(-0.012, 0, hipY + 0.425);
            sketch.disc(crown[0], crown[1], 0.052 * unit, 0.05 * unit, hair);
            // The face is seen when it looks this way or sideways.
            if (pose.headZ() < 0.3) {
                double[] face = at(0.035, 0, hipY + 0.395);
                sketch.disc(face[0], face[1], 0.035 * unit, 0.045 * unit, skin);
            }
        }
    }
}
