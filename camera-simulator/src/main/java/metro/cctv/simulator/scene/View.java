package metro.cctv.simulator.scene;

import java.awt.geom.Path2D;

/**
 * A camera without roll and with its tilt as a lens shift, so that what stands upright stays upright in the picture.
 * World: x to the right, y up from the ground, z ahead; metres. Picture: 1280 × 720 units.
 *
 * @param focal units of picture per metre at one metre's distance
 * @param horizon y of the horizon; may lie above the picture
 * @param heightM of the lens above the ground
 */
record View(double focal, double horizon, double heightM) {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    /** Nothing nearer than this is drawn. */
    static final double NEAR_M = 1.5;

    double px(double x, double z) {
        return WIDTH / 2.0 + focal * x / Math.max(z, NEAR_M);
    }

    double py(double y, double z) {
        return horizon + focal * (heightM - y) / Math.max(z, NEAR_M);
    }

    /** Units of picture per metre. */
    double scale(double z) {
        return focal / Math.max(z, NEAR_M);
    }

    /** Distance of the ground seen at this height of the picture. */
    double groundZ(double pictureY) {
        return focal * heightM / Math.max(pictureY - horizon, 1);
    }

    /** World x seen at this place of the ground. */
    double groundX(double pictureX, double z) {
        return (pictureX - WIDTH / 2.0) * z / focal;
    }

    /** A polygon of triples x, y, z. */
    Path2D polygon(double... xyz) {
        var path = new Path2D.Double();
        for (int i = 0; i < xyz.length; i += 3) {
            double sx = px(xyz[i], xyz[i + 2]);
            double sy = py(xyz[i + 1], xyz[i + 2]);
            if (i == 0) path.moveTo(sx, sy);
            else path.lineTo(sx, sy);
        }
        path.closePath();
        return path;
    }

    /** A rectangle on the ground. */
    Path2D ground(double x0, double z0, double x1, double z1) {
        return polygon(x0, 0, z0, x1, 0, z0, x1, 0, z1, x0, 0, z1);
    }
}
