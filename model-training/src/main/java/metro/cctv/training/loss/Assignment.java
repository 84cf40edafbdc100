package metro.cctv.training.loss;

import java.util.Arrays;
import java.util.List;
import metro.cctv.training.data.Box;
import metro.cctv.training.net.SceneNet;

/**
 * Which anchor points answer for which box: those near its middle, on the strides that suit its size. Where boxes
 * compete for a point, the nearer middle wins.
 */
final class Assignment {
    static final int NOBODY = -1;
    /** Nothing is asked of this point: something barely visible is there. */
    static final int UNASKED = -2;

    /** Square roots of a box's area, input pixels, that a stride answers for: from, until. */
    private static final double[][] SIZES = {{0, 52}, {32, 112}, {76, 1000}};

    private static final double RADIUS = 1.5;
    private static final double LEAST_RADIUS = 0.75;

    private Assignment() {}

    /** For each row the index of its box, {@link #NOBODY} or {@link #UNASKED}. */
    static int[] of(List<Box> boxes) {
        int[] owner = new int[SceneNet.rows()];
        Arrays.fill(owner, NOBODY);
        double[] distance = new double[owner.length];
        Arrays.fill(distance, Double.MAX_VALUE);
        for (int b = 0; b < boxes.size(); b++) {
            Box box = boxes.get(b);
            double size = Math.sqrt(box.area());
            int row = 0;
            for (int level = 0; level < SceneNet.STRIDES.length; level++) {
                int stride = SceneNet.STRIDES[level];
                boolean suits = size >= SIZES[level][0] && size < SIZES[level][1];
                if (!box.counted()) spare(box, stride, row, owner);
                else if (suits) claim(b, box, stride, row, owner, distance);
                row += (SceneNet.WIDTH / stride) * (SceneNet.HEIGHT / stride);
            }
        }
        return owner;
    }

    private static void claim(int index, Box box, int stride, int firstRow, int[] owner, double[] distance) {
        int columns = SceneNet.WIDTH / stride;
        double reachX = Math.clamp(box.width() / 2 / stride, LEAST_RADIUS, RADIUS);
        double reachY = Math.clamp(box.height() / 2 / stride, LEAST_RADIUS, RADIUS);
        for (int y = 0; y < SceneNet.HEIGHT / stride; y++) {
            double dy = Math.abs(y + 0.5 - box.centreY() / stride);
            if (dy >= reachY) continue;
            for (int x = 0; x < columns; x++) {
                double dx = Math.abs(x + 0.5 - box.centreX() / stride);
                int row = firstRow + y * columns + x;
                double far = dx * dx + dy * dy;
                if (dx >= reachX || far >= distance[row]) continue;
                distance[row] = far;
                owner[row] = index;
            }
        }
    }

    private static void spare(Box box, int stride, int firstRow, int[] owner) {
        int columns = SceneNet.WIDTH / stride;
        for (int y = 0; y < SceneNet.HEIGHT / stride; y++)
            for (int x = 0; x < columns; x++) {
                double px = (x + 0.5) * stride;
                double py = (y + 0.5) * stride;
                int row = firstRow + y * columns + x;
                boolean inside = px >= box.left() && px < box.right() && py >= box.top() && py < box.bottom();
                if (inside && owner[row] == NOBODY) owner[row] = UNASKED;
            }
    }
}
