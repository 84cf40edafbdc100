package metro.cctv.simulator.scene;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A car, bus or truck: side profiles drawn out to the vehicle's width, seen from any direction.
 *
 * @param parts from rear to front
 * @param wheels places along the length, metres from the middle
 */
record Vehicle(
        String label,
        double lengthM,
        double widthM,
        double heightM,
        Color paint,
        List<Part> parts,
        double[] wheels,
        double wheelRadiusM,
        double lampHeightM)
        implements Figure {

    /**
     * @param outline pairs ahead, up; metres; anticlockwise with the front to the right
     * @param glass indices of edges that are panes (edge i goes from point i to point i + 1)
     * @param panes side windows, polygons of pairs ahead, up
     */
    record Part(Color paint, double[] outline, List<Integer> glass, List<double[]> panes) {}

    private static final Color GLASS = new Color(46, 58, 70);
    private static final Color TYRE = new Color(24, 24, 26);
    private static final Color RIM = new Color(150, 152, 156);
    private static final Color LAMP = new Color(245, 244, 230);
    private static final Color TAIL = new Color(170, 24, 20);

    static Vehicle car(Random random) {
        Color paint = Palette.paint(random);
        double l = 4.1 + 0.7 * random.nextDouble();
        double h = 1.42 + 0.12 * random.nextDouble();
        double r = l / 2;
        return switch (random.nextInt(3)) {
            case 0 ->
                new Vehicle( // saloon
                        "car",
                        l,
                        1.8,
                        h,
                        paint,
                        List.of(new Part(
                                paint,
                                new double[] {
                                    -r, 0.28, r, 0.28, r, 0.68, r * 0.5, 0.92, r * 0.12, h, -r * 0.45, h, -r * 0.78,
                                    0.98, -r, 0.9
                                },
                                List.of(3, 5),
                                List.of(
                                        new double[] {
                                            r * 0.42, 0.95, r * 0.1, h - 0.1, -r * 0.15, h - 0.1, -r * 0.15, 0.95
                                        },
                                        new double[] {
                                            -r * 0.19, 0.95, -r * 0.19, h - 0.1, -r * 0.44, h - 0.1, -r * 0.7, 0.98
                                        }))),
                        new double[] {-r * 0.6, r * 0.62},
                        0.33,
                        0.64);
            case 1 ->
                new Vehicle( // hatchback or sport utility
                        "car",
                        l * 0.95,
                        1.82,
                        h + 0.15,
                        paint,
                        List.of(new Part(
                                paint,
                                new double[] {
                                    -r * 0.95, 0.3, r * 0.95, 0.3, r * 0.95, 0.78, r * 0.5, 1.0, r * 0.2, h + 0.15,
                                    -r * 0.8, h + 0.12, -r * 0.95, 0.95
                                },
                                List.of(3, 5),
                                List.of(
                                        new double[] {
                                            r * 0.42, 1.03, r * 0.16, h + 0.03, -r * 0.1, h + 0.03, -r * 0.1, 1.0
                                        },
                                        new double[] {-r * 0.14, 1.0, -r * 0.14, h + 0.03, -r * 0.74, h, -r * 0.8, 1.0
                                        }))),
                        new double[] {-r * 0.6, r * 0.6},
                        0.35,
                        0.72);
            default ->
                new Vehicle( // people carrier
                        "car",
                        l * 1.05,
                        1.9,
                        1.85,
                        paint,
                        List.of(new Part(
                                paint,
                                new double[] {
                                    -r * 1.05, 0.3, r * 1.05, 0.3, r * 1.05, 0.8, r * 0.72, 1.05, r * 0.42, 1.82, -r,
                                    1.85
                                },
                                List.of(3, 5),
                                List.of(
                                        new double[] {r * 0.62, 1.1, r * 0.38, 1.7, r * 0.02, 1.7, r * 0.02, 1.08},
                                        new double[] {-r * 0.04, 1.08, -r * 0.04, 1.7, -r * 0.92, 1.7, -r * 0.95, 1.08
                                        }))),
                        new double[] {-r * 0.66, r * 0.68},
                        0.34,
                        0.74);
        };
    }

    static Vehicle bus(Random random) {
        Color paint = Palette.bus(random);
        double l = 9.5 + 1.8 * random.nextDouble();
        double r = l / 2;
        double h = 3.0 + 0.25 * random.nextDouble();
        List<double[]> panes = new ArrayList<>();
        int count = 6;
        double step = (l - 1.0) / count;
        for (int i = 0; i < count; i++) {
            double a = -r + 0.5 + i * step;
            panes.add(
                    new double[] {a + 0.08, 1.35, a + step - 0.08, 1.35, a + step - 0.08, h - 0.5, a + 0.08, h - 0.5});
        }
        panes.add(new double[] {-r + 0.1, 0.75, r - 0.1, 0.75, r - 0.1, 0.95, -r + 0.1, 0.95});
        return new Vehicle(
                "bus",
                l,
                2.5,
                h,
                paint,
                List.of(new Part(
                        paint,
                        new double[] {
                            -r, 0.35, r, 0.35, r, 1.2, r - 0.1, h - 0.45, r - 0.15, h, -r, h, -r, h - 0.5, -r, 1.5
                        },
                        List.of(2, 6),
                        panes)),
                new double[] {-r * 0.5, r * 0.6},
                0.48,
                0.7);
    }

    static Vehicle truck(Random random) {
        Color cab = Palette.paint(random);
        Color box = random.nextBoolean() ? new Color(226, 226, 222) : Palette.bus(random);
        double l = 5.4 + 1.8 * random.nextDouble();
        double r = l / 2;
        double h = 2.6 + 0.5 * random.nextDouble();
        double joint = r - 1.7;
        return new Vehicle(
                "truck",
                l,
                2.15,
                h,
                cab,
                List.of(
                        new Part(
                                box,
                                new double[] {-r, 0.8, joint - 0.1, 0.8, joint - 0.1, h, -r, h},
                                List.of(),
                                List.of()),
                        new Part(
                                cab,
                                new double[] {joint, 0.4, r, 0.4, r, 1.15, r - 0.25, 2.05, r - 0.4, 2.2, joint, 2.2},
                                List.of(2),
                                List.of(new double[] {r - 0.15, 1.2, r - 0.4, 2.0, joint + 0.3, 2.0, joint + 0.3, 1.2
                                }))),
                new double[] {-r * 0.55, r - 0.85},
                0.42,
                0.8);
    }

    @Override
    public Sketch sketch(View view, Pose pose) {
        var sketch = new Sketch();
        List<Face> faces = new ArrayList<>();
        for (Part part : parts) {
            addSides(part, view, pose, faces);
            addEdges(part, view, pose, faces);
        }
        faces.sort(Comparator.comparingDouble(Face::distance).reversed());
        for (Face face : faces) face.draw(sketch);
        return sketch;
    }

    private record Face(double distance, List<Path2D> shapes, List<Color> colours) {
        void draw(Sketch sketch) {
            for (int i = 0; i < shapes.size(); i++) sketch.fill(shapes.get(i), colours.get(i));
        }
    }

    private void addSides(Part part, View view, Pose pose, List<Face> faces) {
        for (int side = -1; side <= 1; side += 2) {
            double right = side * widthM / 2;
            if (!seen(view, pose, 0, right, heightM / 2, 0, side, 0)) continue;
            List<Path2D> shapes = new ArrayList<>();
            List<Color> colours = new ArrayList<>();
            shapes.add(flat(view, pose, part.outline, right));
            colours.add(Palette.shade(part.paint, 0.82));
            for (double[] pane : part.panes) {
                shapes.add(flat(view, pose, pane, right));
                colours.add(GLASS);
            }
            for (double wheel : wheels) {
                if (!within(part, wheel)) continue;
                shapes.add(flat(view, pose, circle(wheel, wheelRadiusM, wheelRadiusM), right));
                colours.add(TYRE);
                shapes.add(flat(view, pose, circle(wheel, wheelRadiusM, wheelRadiusM * 0.55), right));
                colours.add(RIM);
            }
            double middle = (part.outline[0] + part.outline[2]) / 2;
            faces.add(new Face(distance(view, pose, middle, right, heightM / 2), shapes, colours));
        }
    }

    private static boolean within(Part part, double ahead) {
        return ahead >= part.outline[0] && ahead <= part.outline[2];
    }

    private void addEdges(Part part, View view, Pose pose, List<Face> faces) {
        double[] o = part.outline;
        double half = widthM / 2;
        for (int i = 0; i < o.length / 2; i++) {
            int j = (i + 1) % (o.length / 2);
            double a0 = o[2 * i];
            double u0 = o[2 * i + 1];
            double a1 = o[2 * j];
            double u1 = o[2 * j + 1];
            double length = Math.hypot(a1 - a0, u1 - u0);
            double normalAhead = (u1 - u0) / length;
            double normalUp = -(a1 - a0) / length;
            double midAhead = (a0 + a1) / 2;
            double midUp = (u0 + u1) / 2;
            if (!seen(view, pose, midAhead, 0, midUp, normalAhead, 0, normalUp)) continue;
            List<Path2D> shapes = new ArrayList<>();
            List<Color> colours = new ArrayList<>();
            Color base = Palette.shade(part.paint, 0.78 + 0.3 * Math.max(0, normalUp));
            shapes.add(band(view, pose, a0, u0, a1, u1, half));
            colours.add(base);
            if (part.glass.contains(i)) {
                shapes.add(band(view, pose, a0, u0 + 0.04, a1, u1 - 0.04, half * 0.88));
                colours.add(Palette.shade(GLASS, 1.15));
            }
            boolean front = normalAhead > 0.9 && a0 > lengthM / 2 - 0.05;
            boolean rear = normalAhead < -0.9 && a0 < -lengthM / 2 + 0.05;
            if (front || rear) lampPlates(view, pose, a0, front ? LAMP : TAIL, shapes, colours);
            faces.add(new Face(distance(view, pose, midAhead, 0, midUp), shapes, colours));
        }
    }

    private void lampPlates(
            View view, Pose pose, double ahead, Color colour, List<Path2D> shapes, List<Color> colours) {
        for (int side = -1; side <= 1; side += 2) {
            double inner = side * widthM * 0.28;
            double outer = side * widthM * 0.47;
            double up = lampHeightM;
            shapes.add(path(
                    view, pose, ahead, inner, up - 0.09, ahead, outer, up - 0.09, ahead, outer, up + 0.09, ahead, inner,
                    up + 0.09));
            colours.add(colour);
        }
        double plate = widthM * 0.14;
        shapes.add(path(view, pose, ahead, -plate, 0.42, ahead, plate, 0.42, ahead, plate, 0.54, ahead, -plate, 0.54));
        colours.add(new Color(226, 226, 220));
    }

    private static Path2D band(View view, Pose pose, double a0, double u0, double a1, double u1, double half) {
        return path(view, pose, a0, -half, u0, a0, half, u0, a1, half, u1, a1, -half, u1);
    }

    private static Path2D flat(View view, Pose pose, double[] outline, double right) {
        double[] points = new double[outline.length / 2 * 3];
        for (int i = 0; i < outline.length / 2; i++) {
            points[3 * i] = outline[2 * i];
            points[3 * i + 1] = right;
            points[3 * i + 2] = outline[2 * i + 1];
        }
        return path(view, pose, points);
    }

    /** A polygon of triples ahead, right, up. */
    static Path2D path(View view, Pose pose, double... points) {
        double[] world = new double[points.length];
        for (int i = 0; i < points.length; i += 3) {
            world[i] = pose.worldX(points[i], points[i + 1]);
            world[i + 1] = points[i + 2];
            world[i + 2] = pose.worldZ(points[i], points[i + 1]);
        }
        return view.polygon(world);
    }

    static double[] circle(double ahead, double up, double radius) {
        double[] points = new double[28];
        for (int i = 0; i < 14; i++) {
            points[2 * i] = ahead + radius * Math.cos(i * Math.PI / 7);
            points[2 * i + 1] = up + radius * Math.sin(i * Math.PI / 7);
        }
        return points;
    }

    /** Whether a face with this middle and outward normal looks towards the camera. */
    private static boolean seen(
            View view, Pose pose, double ahead, double right, double up, double nAhead, double nRight, double nUp) {
        double nx = nAhead * pose.headX() + nRight * pose.headZ();
        double nz = nAhead * pose.headZ() - nRight * pose.headX();
        double x = pose.worldX(ahead, right);
        double z = pose.worldZ(ahead, right);
        return nx * -x + nUp * (view.heightM() - up) + nz * -z > 0;
    }

    private static double distance(View view, Pose pose, double ahead, double right, double up) {
        double x = pose.worldX(ahead, right);
        double z = pose.worldZ(ahead, right);
        return Math.sqrt(x * x + z * z + (view.heightM() - up) * (view.heightM() - up));
    }

    @Override
    public void shadow(Graphics2D g, View view, Pose pose, double sunX, double sunZ) {
        double l = lengthM / 2;
        double w = widthM / 2 + 0.1;
        double h = heightM * 0.55;
        g.fill(path(view, pose, -l, -w, 0, l, -w, 0, l, w, 0, -l, w, 0));
        var moved = new Pose(pose.x() + sunX * h, pose.z() + sunZ * h, pose.headX(), pose.headZ(), 0, false);
        g.fill(path(view, moved, -l, -w, 0, l, -w, 0, l, w, 0, -l, w, 0));
    }

    @Override
    public void lamps(Graphics2D g, View view, Pose pose) {
        if (!pose.moving()) return;
        double front = lengthM / 2;
        boolean towards = seen(view, pose, front, 0, lampHeightM, 1, 0, 0);
        boolean away = seen(view, pose, -front, 0, lampHeightM, -1, 0, 0);
        g.setColor(new Color(255, 240, 200, 40));
        double w = widthM * 0.5;
        g.fill(path(view, pose, front, -w, 0, front + 9, -w * 2.2, 0, front + 9, w * 2.2, 0, front, w, 0));
        for (int side = -1; side <= 1; side += 2) {
            double right = side * widthM * 0.38;
            if (towards) glow(g, view, pose, front, right, lampHeightM, 0.5, new Color(255, 246, 220));
            if (away) glow(g, view, pose, -front, right, lampHeightM, 0.25, new Color(255, 40, 30));
        }
    }

    /** A lamp that shines towards the camera. */
    static void glow(
            Graphics2D g, View view, Pose pose, double ahead, double right, double upM, double radiusM, Color colour) {
        double z = pose.worldZ(ahead, right);
        double x = view.px(pose.worldX(ahead, right), z);
        double y = view.py(upM, z);
        double r = Math.max(2, radiusM * view.scale(z));
        var none = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
        g.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) r, new float[] {0, 0.25f, 1}, new Color[] {colour, colour, none}));
        g.fill(new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r));
    }
}
