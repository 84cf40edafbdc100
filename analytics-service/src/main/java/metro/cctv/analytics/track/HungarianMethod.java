package metro.cctv.analytics.track;

import java.util.Arrays;

/**
 * The least sum of costs over a full table, each row with a column of its own (Kuhn 1955, as shortest augmenting paths with
 * potentials, after Jonker and Volgenant 1987). Tables are reused; not for several threads.
 */
final class HungarianMethod {
    /** Row and column 0 are the method's own; a match of 0 is none. */
    private int rows;

    private int columns;
    private double[] cost = {};
    private double[] rowPotential = {};
    private double[] columnPotential = {};
    private double[] least = {};
    private int[] match = {};
    private int[] way = {};
    private boolean[] used = {};

    /** All costs are 0 until {@link #set}. @param rows no more than columns */
    void start(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        if (cost.length < rows * columns) cost = new double[2 * rows * columns];
        if (rowPotential.length <= rows) rowPotential = new double[2 * rows + 1];
        if (match.length <= columns) {
            int size = 2 * columns + 1;
            columnPotential = new double[size];
            least = new double[size];
            match = new int[size];
            way = new int[size];
            used = new boolean[size];
        }
        Arrays.fill(cost, 0, rows * columns, 0);
        Arrays.fill(rowPotential, 0, rows + 1, 0);
        Arrays.fill(columnPotential, 0, columns + 1, 0);
        Arrays.fill(match, 0, columns + 1, 0);
    }

    void set(int row, int column, double value) {
        cost[row * columns + column] = value;
    }

    void solve() {
        for (int row = 1; row <= rows; row++) {
            match[0] = row;
            augment(shortestPath());
        }
    }

    /** @return its row or -1 */
    int rowOf(int column) {
        return match[column + 1] - 1;
    }

    /** @return the free column at its end */
    private int shortestPath() {
        Arrays.fill(least, 0, columns + 1, Double.POSITIVE_INFINITY);
        Arrays.fill(used, 0, columns + 1, false);
        int column = 0;
        do {
            used[column] = true;
            column = step(column);
        } while (match[column] != 0);
        return column;
    }

    /** @return the nearest column not yet on the tree */
    private int step(int from) {
        int row = match[from];
        int line = (row - 1) * columns - 1;
        double potential = rowPotential[row];
        double delta = Double.POSITIVE_INFINITY;
        int nearest = 0;
        for (int j = 1; j <= columns; j++) {
            if (used[j]) continue;
            double reduced = cost[line + j] - potential - columnPotential[j];
            if (reduced < least[j]) {
                least[j] = reduced;
                way[j] = from;
            }
            if (least[j] < delta) {
                delta = least[j];
                nearest = j;
            }
        }
        for (int j = 0; j <= columns; j++) {
            if (used[j]) {
                rowPotential[match[j]] += delta;
                columnPotential[j] -= delta;
            } else least[j] -= delta;
        }
        return nearest;
    }

    private void augment(int end) {
        for (int column = end; column != 0; column = way[column]) match[column] = match[way[column]];
    }
}
