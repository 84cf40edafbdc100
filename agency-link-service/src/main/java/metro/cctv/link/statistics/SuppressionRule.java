package metro.cctv.link.statistics;

import java.util.List;

/**
 * Small numbers point at people: a cell is shown from five cases on (domain.md row 43). A total would give a hidden cell away
 * by subtraction, so it adds up what is shown and nothing else. What still grows, overlaps another answer or leaves the house
 * is counted in fives; the exact map of a finished month is for the centre alone, and may change a little when an incident
 * of that month is corrected or purged.
 */
final class SuppressionRule {
    static final int LEAST = 5;

    private SuppressionRule() {}

    static <T extends Counted> List<T> shown(List<T> cells) {
        return cells.stream().filter(cell -> cell.count() >= LEAST).toList();
    }

    /** Where another answer covers part of the same time, exact numbers could be subtracted; these cannot. */
    static long inFives(long count) {
        return count / LEAST * LEAST;
    }

    static long total(List<? extends Counted> shown) {
        return shown.stream().mapToLong(Counted::count).sum();
    }

    /** Anything that says how often. */
    interface Counted {
        long count();
    }
}
