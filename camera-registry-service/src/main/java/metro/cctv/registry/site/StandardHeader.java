package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of a row is which column; the order does not matter, the names do.
 *
 * @param columns the 18 or the 13
 * @param ignored names we do not know, each with its place in the row; their cells are not read
 * @param width cells of the header row
 */
record StandardHeader(List<StandardColumn> columns, Map<StandardColumn, Integer> at, List<String> ignored, int width) {

    /** @throws FileRefused when the columns are not those of the standard data, saying which are missing */
    static StandardHeader of(List<String> cells) {
        Map<StandardColumn, Integer> at = new EnumMap<>(StandardColumn.class);
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            StandardColumn column = StandardColumn.named(cells.get(i)).orElse(null);
            if (column == null) {
                if (!cells.get(i).isBlank()) ignored.add(Cell.shown(cells.get(i)));
            } else if (at.putIfAbsent(column, i) != null)
                throw new FileRefused("The column " + column.korean() + " is there twice: remove one.");
        }
        if (at.isEmpty()) throw notStandard(cells);
        boolean newer = at.containsKey(StandardColumn.STANDARD_CODE) || at.containsKey(StandardColumn.MANAGEMENT_NO);
        List<StandardColumn> wanted = newer ? StandardColumn.EIGHTEEN : StandardColumn.THIRTEEN;
        List<String> missing = wanted.stream()
                .filter(column -> !at.containsKey(column))
                .map(StandardColumn.nameIn(wanted))
                .toList();
        if (!missing.isEmpty())
            throw new FileRefused("The file lacks " + (missing.size() == 1 ? "the column " : "the columns ")
                    + String.join(", ", missing) + " of the " + wanted.size()
                    + "-column standard data: take the file as the portal gives it, with its first row.");
        at.keySet().retainAll(wanted);
        return new StandardHeader(wanted, at, List.copyOf(ignored), cells.size());
    }

    private static FileRefused notStandard(List<String> cells) {
        String first = cells.isEmpty() ? "" : cells.getFirst();
        for (char separator : new char[] {';', '\t', '|'})
            if (cells.size() == 1 && first.indexOf(separator) >= 0)
                return new FileRefused("The columns are parted by \""
                        + (separator == '\t' ? "tab" : String.valueOf(separator))
                        + "\": save the file as CSV with commas.");
        return new FileRefused("The first row names no column of the standard data (관리번호, 관리기관명, 설치목적구분 …), "
                + "it begins with \"" + Cell.shown(first)
                + "\": send 전국CCTV표준데이터 as CSV, with its first row, or say format=geojson.");
    }

    /** The cell as it stands in the file; null when the row has none. */
    @Nullable
    String cell(List<String> row, StandardColumn column) {
        Integer i = at.get(column);
        return i == null || i >= row.size() ? null : row.get(i);
    }

    String nameOf(StandardColumn column) {
        return StandardColumn.nameIn(columns).apply(column);
    }
}
