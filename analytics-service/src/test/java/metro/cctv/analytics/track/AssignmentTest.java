package metro.cctv.analytics.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against every possible choice, on small tables; and against itself turned round, on large ones. */
class AssignmentTest {
    private final Assignment assignment = new Assignment();

    @Test
    void nobodyMeetsNobody() {
        assignment.start(0, 3);
        assignment.solve();
        assertThat(assignment.rowOf(2)).isEqualTo(-1);

        assignment.start(2, 0);
        assignment.solve();
        assertThat(assignment.columnOf(1)).isEqualTo(-1);
    }

    @Test
    void whoWouldGainNothingStaysApart() {
        assignment.start(1, 2);
        assignment.pair(0, 0, 0);
        assignment.pair(0, 1, -1);
        assignment.solve();
        assertThat(assignment.columnOf(0)).isEqualTo(-1);
    }

    @Test
    void theBestPairGivesWayToTwoGoodOnes() {
        assignment.start(2, 2);
        assignment.pair(0, 0, 0.9);
        assignment.pair(0, 1, 0.8);
        assignment.pair(1, 0, 0.8);
        assignment.solve();
        assertThat(assignment.columnOf(0)).isEqualTo(1);
        assertThat(assignment.columnOf(1)).isEqualTo(0);
    }

    /** Whole numbers too: there many choices are equally good. */
    @ParameterizedTest(name = "seed {0}, {1} of the pairs gain")
    @CsvSource({"1, 0.2", "2, 0.5", "3, 1.0", "4, 0.35"})
    void gainsAsMuchAsTheBestOfAllChoices(long seed, double share) {
        var random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            double[][] gain = table(random, random.nextInt(7), random.nextInt(7), share, round % 2 == 0);
            assertThat(solve(gain)).isCloseTo(best(gain, 0, 0), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 45, 0.1", "45, 60, 0.5", "80, 80, 0.02", "200, 150, 0.05"})
    void rowsAndColumnsAreAlike(int rows, int columns, double share) {
        double[][] gain = table(new Random(rows * 31L + columns), rows, columns, share, false);
        double[][] turned = new double[columns][rows];
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) turned[j][i] = gain[i][j];
        assertThat(solve(gain)).isCloseTo(solve(turned), within(1e-6));
    }

    /** Also checks that nobody is taken twice, and that both sides tell the same. */
    private double solve(double[][] gain) {
        int rows = gain.length;
        int columns = rows == 0 ? 0 : gain[0].length;
        assignment.start(rows, columns);
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) assignment.pair(i, j, gain[i][j]);
        assignment.solve();
        double sum = 0;
        int matched = 0;
        for (int i = 0; i < rows; i++) {
            int j = assignment.columnOf(i);
            if (j < 0) continue;
            assertThat(assignment.rowOf(j)).isEqualTo(i);
            assertThat(gain[i][j]).isPositive();
            sum += gain[i][j];
            matched++;
        }
        for (int j = 0; j < columns; j++) if (assignment.rowOf(j) >= 0) matched--;
        assertThat(matched).isZero();
        return sum;
    }

    private static double[][] table(Random random, int rows, int columns, double share, boolean whole) {
        double[][] gain = new double[rows][columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) {
                if (random.nextDouble() >= share) gain[i][j] = -random.nextInt(2);
                else gain[i][j] = whole ? random.nextInt(4) : random.nextDouble();
            }
        return gain;
    }

    /** @param taken columns as bits */
    private static double best(double[][] gain, int row, int taken) {
        if (row == gain.length) return 0;
        double most = best(gain, row + 1, taken);
        for (int j = 0; j < gain[row].length; j++)
            if ((taken & 1 << j) == 0 && gain[row][j] > 0)
                most = Math.max(most, gain[row][j] + best(gain, row + 1, taken | 1 << j));
        return most;
    }
}
