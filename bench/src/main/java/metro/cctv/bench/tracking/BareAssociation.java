package metro.cctv.bench.tracking;

import java.util.Arrays;
import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;

/**
 * The benchmark's anchor: what no tracker by overlap can do without, in its plainest form. All overlaps of a frame's boxes with
 * those of the frame before, and the Hungarian method over the full table; no filter, no memory, no second round.
 */
final class BareAssociation {
    private List<DetectedObject> before = List.of();

    /** @return how many boxes go on from the frame before */
    int next(List<DetectedObject> boxes) {
        boolean turned = before.size() > boxes.size();
        List<DetectedObject> fewer = turned ? boxes : before;
        List<DetectedObject> more = turned ? before : boxes;
        double[][] cost = new double[fewer.size()][more.size()];
        for (int i = 0; i < fewer.size(); i++)
            for (int j = 0; j < more.size(); j++) cost[i][j] = -fewer.get(i).iou(more.get(j));
        int[] rows = assign(cost, fewer.size(), more.size());
        int goOn = 0;
        for (int j = 1; j <= more.size(); j++) if (rows[j] > 0 && cost[rows[j] - 1][j - 1] < 0) goOn++;
        before = boxes;
        return goOn;
    }

    /** @return for each column its row, both from 1; 0: none */
    private static int[] assign(double[][] cost, int n, int m) {
        double[] u = new double[n + 1];
        double[] v = new double[m + 1];
        int[] match = new int[m + 1];
        int[] way = new int[m + 1];
        for (int i = 1; i <= n; i++) {
            match[0] = i;
            int column = 0;
            double[] least = new double[m + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            boolean[] used = new boolean[m + 1];
            do {
                used[column] = true;
                int next = 0;
                double delta = Double.POSITIVE_INFINITY;
                for (int j = 1; j <= m; j++) {
                    if (used[j]) continue;
                    double reduced = cost[match[column] - 1][j - 1] - u[match[column]] - v[j];
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
            for (; column != 0; column = way[column]) match[column] = match[way[column]];
        }
        return match;
    }
}
