package metro.cctv.training.loss;

import java.util.ArrayList;
import java.util.List;
import metro.cctv.training.data.Box;
import metro.cctv.training.net.SceneNet;

/**
 * What a batch should answer, as plain arrays.
 *
 * @param found flat indices of the rows that answer for a box
 * @param grid x, y, stride of each of them
 * @param boxes left, top, right, bottom of each of them, input pixels
 * @param classes one column a class for each of them
 * @param objectness of every row of the batch
 * @param asked 1, or 0 for a row of which nothing is asked
 */
public record Targets(long[] found, float[] grid, float[] boxes, float[] classes, float[] objectness, float[] asked) {

    public static Targets of(List<List<Box>> batch) {
        int rows = SceneNet.rows();
        float[] objectness = new float[batch.size() * rows];
        float[] asked = new float[objectness.length];
        List<Long> found = new ArrayList<>();
        List<Box> owners = new ArrayList<>();
        for (int b = 0; b < batch.size(); b++) {
            int[] owner = Assignment.of(batch.get(b));
            for (int row = 0; row < rows; row++) {
                int at = b * rows + row;
                asked[at] = owner[row] == Assignment.UNASKED ? 0 : 1;
                if (owner[row] < 0) continue;
                objectness[at] = 1;
                found.add((long) at);
                owners.add(batch.get(b).get(owner[row]));
            }
        }
        return filled(found.stream().mapToLong(Long::longValue).toArray(), owners, objectness, asked);
    }

    private static Targets filled(long[] found, List<Box> owners, float[] objectness, float[] asked) {
        float[] grid = new float[found.length * 3];
        float[] boxes = new float[found.length * 4];
        float[] classes = new float[found.length * SceneNet.CLASSES];
        for (int i = 0; i < found.length; i++) {
            place((int) (found[i] % SceneNet.rows()), grid, i * 3);
            Box box = owners.get(i);
            boxes[i * 4] = (float) box.left();
            boxes[i * 4 + 1] = (float) box.top();
            boxes[i * 4 + 2] = (float) box.right();
            boxes[i * 4 + 3] = (float) box.bottom();
            classes[i * SceneNet.CLASSES + box.label()] = 1;
        }
        return new Targets(found, grid, boxes, classes, objectness, asked);
    }

    private static void place(int row, float[] grid, int at) {
        int first = 0;
        for (int stride : SceneNet.STRIDES) {
            int columns = SceneNet.WIDTH / stride;
            int count = columns * (SceneNet.HEIGHT / stride);
            if (row < first + count) {
                grid[at] = (row - first) % columns;
                grid[at + 1] = (row - first) / columns;
                grid[at + 2] = stride;
                return;
            }
            first += count;
        }
        throw new IllegalArgumentException("no row " + row);
    }
}
