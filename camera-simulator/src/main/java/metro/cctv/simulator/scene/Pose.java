package metro.cctv.simulator.scene;

/**
 * Where a figure stands and how far its movement has come.
 *
 * @param headX unit vector of its front, with {@code headZ}
 * @param walkedM way covered so far; sets the phase of legs and wheels
 * @param moving false while it waits
 * @param lying 0: upright; 1: flat on the ground, the head where it looked
 */
record Pose(double x, double z, double headX, double headZ, double walkedM, boolean moving, double lying) {
    Pose(double x, double z, double headX, double headZ, double walkedM, boolean moving) {
        this(x, z, headX, headZ, walkedM, moving, 0);
    }

    /** World x of a point {@code ahead} and {@code right} of the figure's middle. */
    double worldX(double ahead, double right) {
        return x + ahead * headX + right * headZ;
    }

    double worldZ(double ahead, double right) {
        return z + ahead * headZ - right * headX;
    }
}
