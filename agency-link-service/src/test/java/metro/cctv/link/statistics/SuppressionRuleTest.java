package metro.cctv.link.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metro.cctv.link.statistics.Statistics.Cell;
import org.junit.jupiter.api.Test;

class SuppressionRuleTest {
    @Test
    void fourAreHiddenFiveAreShownAndTheTotalGivesNothingAway() {
        List<Cell> shown = SuppressionRule.shown(List.of(cell(5), cell(4), cell(9), cell(1)));
        assertThat(shown).extracting(Cell::count).containsExactly(5L, 9L);
        assertThat(SuppressionRule.total(shown)).isEqualTo(14);
    }

    private static Cell cell(long count) {
        return new Cell(127.38, 36.35, 0.005, count);
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({"0, 0", "4, 0", "5, 5", "9, 5", "10, 10", "14, 10"})
    void inFives(long count, long shown) {
        assertThat(SuppressionRule.inFives(count)).isEqualTo(shown);
    }
}
