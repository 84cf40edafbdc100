package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metro.cctv.registry.district.DistrictArea;
import metro.cctv.registry.district.DistrictAtlas;

/** Writes files of the standard data for tests: a sound row, with some cells otherwise. */
final class StandardFile {
    /** Two squares side by side, 0.1 degrees wide; the second has no standard code. */
    static final DistrictAtlas ATLAS = new DistrictAtlas(List.of(
            new DistrictArea("QI-AAA", "9990001", List.of(square(120.0))),
            new DistrictArea("QI-BBB", null, List.of(square(120.1)))));

    private final List<StandardColumn> columns;
    private final List<String> lines = new ArrayList<>();

    StandardFile(List<StandardColumn> columns) {
        this.columns = columns;
        line(columns.stream().map(StandardColumn.nameIn(columns)).toList());
    }

    static StandardFile eighteen() {
        return new StandardFile(StandardColumn.EIGHTEEN);
    }

    static StandardFile thirteen() {
        return new StandardFile(StandardColumn.THIRTEEN);
    }

    StandardFile row(Map<StandardColumn, String> otherwise) {
        Map<StandardColumn, String> cells = sound();
        cells.putAll(otherwise);
        line(columns.stream().map(cells::get).toList());
        return this;
    }

    StandardFile raw(String text) {
        lines.add(text);
        return this;
    }

    private void line(List<String> cells) {
        lines.add(cells.stream()
                .map(cell -> cell.matches("(?s).*[,\"\n\r].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell)
                .collect(Collectors.joining(",")));
    }

    String text() {
        return String.join("\r\n", lines) + "\r\n";
    }

    static Map<StandardColumn, String> sound() {
        Map<StandardColumn, String> cells = new EnumMap<>(StandardColumn.class);
        cells.put(StandardColumn.STANDARD_CODE, "9990001");
        cells.put(StandardColumn.MANAGEMENT_NO, "202630000000800463");
        cells.put(StandardColumn.AGENCY, "시험구청");
        cells.put(StandardColumn.ROAD_ADDRESS, "시험시 가구 나로 134-1");
        cells.put(StandardColumn.LOT_ADDRESS, "시험시 가구 나동 12");
        cells.put(StandardColumn.PURPOSE, "생활방범");
        cells.put(StandardColumn.CAMERAS, "2");
        cells.put(StandardColumn.PIXELS, "200");
        cells.put(StandardColumn.VIEW, "360도 전방면");
        cells.put(StandardColumn.RETENTION_DAYS, "30");
        cells.put(StandardColumn.INSTALLED, "202005");
        cells.put(StandardColumn.PHONE, "02-2148-3033");
        cells.put(StandardColumn.LAT, "30.05");
        cells.put(StandardColumn.LON, "120.05");
        cells.put(StandardColumn.DATA_DATE, "2026-05-18");
        cells.put(StandardColumn.UPDATE_KIND, "");
        cells.put(StandardColumn.UPDATED_AT, "2026-05-19 22:58:23");
        cells.put(StandardColumn.MODIFIED_AT, "2026-05-18 15:24:18");
        return cells;
    }

    private static double[] square(double west) {
        return new double[] {west, 30, west + 0.1, 30, west + 0.1, 30.1, west, 30.1, west, 30};
    }
}
