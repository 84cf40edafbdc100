package metro.cctv.analytics.track;

import java.util.Arrays;

/**
 * Who goes with whom so that the sum of gains is greatest; who would gain nothing stays apart. Only pairs that gain are
 * named, and groups that no pair joins are solved one by one: of fifty people in a picture most meet few others. Tables are
 * reused from call to call; not for several threads.
 */
public final class Assignment {
    private static final int NONE = -1;

    private final HungarianMethod method = new HungarianMethod();
    private int rows;
    private int columns;
    private int pairs;
    private int[] rowOfPair = new int[64];
    private int[] columnOfPair = new int[64];
    private int[] nextInRow = new int[64];
    private int[] nextInColumn = new int[64];
    private double[] gain = new double[64];
    private int[] firstOfRow = {};
    private int[] firstOfColumn = {};
    private int[] columnOfRow = {};
    private int[] rowOfColumn = {};
    /** Where a row or column stands in its group; {@link #NONE}: in no group yet. */
    private int[] placeOfRow = {};

    private int[] placeOfColumn = {};
    private int[] groupRows = {};
    private int[] groupColumns = {};
    private int rowsInGroup;
    private int columnsInGroup;

    public void start(int rows, int columns) {
        if (firstOfRow.length < rows) {
            firstOfRow = new int[2 * rows];
            columnOfRow = new int[2 * rows];
            placeOfRow = new int[2 * rows];
            groupRows = new int[2 * rows];
        }
        if (firstOfColumn.length < columns) {
            firstOfColumn = new int[2 * columns];
            rowOfColumn = new int[2 * columns];
            placeOfColumn = new int[2 * columns];
            groupColumns = new int[2 * columns];
        }
        this.rows = rows;
        this.columns = columns;
        pairs = 0;
        clear(firstOfRow, columnOfRow, placeOfRow, rows);
        clear(firstOfColumn, rowOfColumn, placeOfColumn, columns);
    }

    private static void clear(int[] firsts, int[] partners, int[] places, int size) {
        Arrays.fill(firsts, 0, size, NONE);
        Arrays.fill(partners, 0, size, NONE);
        Arrays.fill(places, 0, size, NONE);
    }

    /** Names a pair, once. @param gained a pair that gains nothing, or less, is none */
    public void pair(int row, int column, double gained) {
        if (!(gained > 0)) return;
        if (pairs == gain.length) grow();
        rowOfPair[pairs] = row;
        columnOfPair[pairs] = column;
        gain[pairs] = gained;
        nextInRow[pairs] = firstOfRow[row];
        nextInColumn[pairs] = firstOfColumn[column];
        firstOfRow[row] = pairs;
        firstOfColumn[column] = pairs++;
    }

    public void solve() {
        for (int row = 0; row < rows; row++) {
            if (firstOfRow[row] == NONE || placeOfRow[row] != NONE) continue;
            gather(row);
            if (rowsInGroup == 1) takeBest(firstOfRow[row], nextInRow);
            else if (columnsInGroup == 1) takeBest(firstOfColumn[groupColumns[0]], nextInColumn);
            else solveGroup();
        }
    }

    /** @return its column or -1 */
    public int columnOf(int row) {
        return columnOfRow[row];
    }

    /** @return its row or -1 */
    public int rowOf(int column) {
        return rowOfColumn[column];
    }

    /** All rows and columns that pairs join to this row. */
    private void gather(int row) {
        rowsInGroup = 0;
        columnsInGroup = 0;
        join(row);
        for (int i = 0; i < rowsInGroup; i++)
            for (int p = firstOfRow[groupRows[i]]; p != NONE; p = nextInRow[p]) {
                int column = columnOfPair[p];
                if (placeOfColumn[column] != NONE) continue;
                placeOfColumn[column] = columnsInGroup;
                groupColumns[columnsInGroup++] = column;
                for (int q = firstOfColumn[column]; q != NONE; q = nextInColumn[q])
                    if (placeOfRow[rowOfPair[q]] == NONE) join(rowOfPair[q]);
            }
    }

    private void join(int row) {
        placeOfRow[row] = rowsInGroup;
        groupRows[rowsInGroup++] = row;
    }

    private void takeBest(int first, int[] next) {
        int best = first;
        for (int p = next[first]; p != NONE; p = next[p]) if (gain[p] >= gain[best]) best = p;
        match(rowOfPair[best], columnOfPair[best]);
    }

    private void solveGroup() {
        boolean turned = rowsInGroup > columnsInGroup;
        method.start(turned ? columnsInGroup : rowsInGroup, turned ? rowsInGroup : columnsInGroup);
        for (int i = 0; i < rowsInGroup; i++)
            for (int p = firstOfRow[groupRows[i]]; p != NONE; p = nextInRow[p]) {
                int j = placeOfColumn[columnOfPair[p]];
                method.set(turned ? j : i, turned ? i : j, -gain[p]);
            }
        method.solve();
        for (int i = 0; i < rowsInGroup; i++)
            for (int p = firstOfRow[groupRows[i]]; p != NONE; p = nextInRow[p]) {
                int j = placeOfColumn[columnOfPair[p]];
                if (turned ? method.rowOf(i) == j : method.rowOf(j) == i) match(groupRows[i], columnOfPair[p]);
            }
    }

    private void match(int row, int column) {
        columnOfRow[row] = column;
        rowOfColumn[column] = row;
    }

    private void grow() {
        int size = 2 * pairs;
        rowOfPair = Arrays.copyOf(rowOfPair, size);
        columnOfPair = Arrays.copyOf(columnOfPair, size);
        nextInRow = Arrays.copyOf(nextInRow, size);
        nextInColumn = Arrays.copyOf(nextInColumn, size);
        gain = Arrays.copyOf(gain, size);
    }
}
