package metro.cctv.registry.site;

import org.jspecify.annotations.Nullable;

/**
 * One line of an import's report.
 *
 * @param row as a spreadsheet counts: the header is row 1; of GeoJSON the feature's number from 1; null: the whole file
 * @param column as the file names it; null: the whole row
 * @param value as it stands in the file, shortened
 */
record Finding(
        @Nullable Integer row,
        @Nullable String column,
        @Nullable String value,
        FindingCode code,
        String reason) {}
