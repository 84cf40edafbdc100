package metro.cctv.analytics.track;

import java.util.Arrays;

/** Which row goes with which column so that the sum of costs is least; pairs above the limit stay apart. */
final class Assignment {
    private Assignment() {}

    /**
     * The shortest augmenting path form of the Hungarian method on {@code min(cost - limit, 0)}: leaving a pair apart
     * costs nothing, so the result is that of a solver with a cost limit.
     *
     * @return for each row its column or -1
     */
    static int[] solve(double[][] cost, int rows, int columns, double limit) {
        int[] columnOfRow = new int[rows];
        Arrays.fill(columnOfRow, -1);
        if (rows == 0 || columns == 0) return columnOfRow;
        boolean turned = rows > columns;
        int n = turned ? columns : rows;
        int m = turned ? rows : columns;
        int[] rowOfColumn = paths(cost, n, m, turned, limit);
        for (int j = 1; j <= m; j++) {
            if (rowOfColumn[j] == 0) continue;
            int row = turned ? j - 1 : rowOfColumn[j] - 1;
            int column = turned ? rowOfColumn[j] - 1 : j - 1;
            if (cost[row][column] < limit) columnOfRow[row] = column;
        }
        return columnOfRow;
    }

    /** One-based, 0 = none; n <= m. */
    private static int[] paths(double[][] cost, int n, int m, boolean turned, double limit) {
        double[] u = new double[n + 1];
        double[] v = new double[m + 1];
        int[] match = new int[m + 1];
        int[] way = new int[m + 1];
        double[] least = new double[m + 1];
        boolean[] used = new boolean[m + 1];
        for (int i = 1; i <= n; i++) {
            match[0] = i;
            int column = 0;
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(used, false);
            do {
                used[column] = true;
                int row = match[column];
                double delta = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int j = 1; j <= m; j++) {
                    if (used[j]) continue;
                    double raw = turned ? cost[j - 1][row - 1] : cost[row - 1][j - 1];
                    double reduced = Math.min(raw - limit, 0) - u[row] - v[j];
                    if (reduced < least[j]) {
                        least[j] = reduced;
                        way[j] = column;
                    }
                    if (least[j] < delta) {
                        delta = least[j];
                        next = j;
                    }
                }
                for (int j = 0; j <= m; j++) {
                    if (used[j]) {
                        u[match[j]] += delta;
                        v[j] -= delta;
                    } else least[j] -= delta;
                }
                column = next;
            } while (match[column] != 0);
            do {
                int previous = way[column];
                match[column] = match[previous];
                column = previous;
            } while (column != 0);
        }
        return match;
    }
}
