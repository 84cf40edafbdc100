package metro.cctv.registry.site;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Knows from its first bytes that a file is something else than was promised, and what a person should do then. */
final class FileHeadRule {
    static final int HEAD_BYTES = 4096;

    private FileHeadRule() {}

    /** @param head the file's first bytes, up to {@link #HEAD_BYTES} */
    static Optional<String> objection(FileFormat format, byte[] head) {
        if (head.length == 0) return Optional.of("The file is empty.");
        Optional<String> foreign = foreign(head);
        if (foreign.isPresent()) return foreign;
        char first = firstCharacter(head);
        if (first == 0) return Optional.of("The file holds nothing but blanks.");
        return switch (format) {
            case STANDARD ->
                first == '{' || first == '['
                        ? Optional.of("This is JSON: say format=geojson, or send the standard data as CSV.")
                        : markup(first);
            case GEOJSON ->
                first == '{'
                        ? Optional.empty()
                        : Optional.of(
                                first == '['
                                        ? "A GeoJSON file begins with {\"type\": \"FeatureCollection\"; this is a bare array."
                                        : "This is no GeoJSON: it must begin with {\"type\": \"FeatureCollection\". For CSV say format=standard.");
        };
    }

    private static Optional<String> foreign(byte[] head) {
        if (begins(head, 0x50, 0x4b, 3, 4) || begins(head, 0x50, 0x4b, 5, 6))
            return Optional.of(
                    "This is a ZIP archive or an Excel workbook (.xlsx): unpack it, or save the sheet as CSV UTF-8.");
        if (begins(head, 0xd0, 0xcf, 0x11, 0xe0))
            return Optional.of("This is an Excel workbook (.xls): save the sheet as CSV UTF-8.");
        if (begins(head, 0x1f, 0x8b)) return Optional.of("This is a gzip archive: unpack it first.");
        if (begins(head, '7', 'z', 0xbc, 0xaf)) return Optional.of("This is a 7-Zip archive: unpack it first.");
        if (begins(head, '%', 'P', 'D', 'F')) return Optional.of("This is a PDF: take the CSV file of the data set.");
        if (begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff))
            return Optional.of("The file is UTF-16: save it as CSV UTF-8 (in Excel: \"CSV UTF-8\").");
        for (byte b : head)
            if (b == 0) return Optional.of("The file is binary or UTF-16 without a mark: save it as CSV UTF-8.");
        return Optional.empty();
    }

    private static Optional<String> markup(char first) {
        return first == '<'
                ? Optional.of("This is a web page or XML, perhaps an error page: download the CSV file again.")
                : Optional.empty();
    }

    /** @return 0 when there is none but blanks */
    private static char firstCharacter(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int from = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        for (int i = from; i < text.length(); i++) if (text.charAt(i) > ' ') return text.charAt(i);
        return 0;
    }

    private static boolean begins(byte[] head, int... signature) {
        if (head.length < signature.length) return false;
        for (int i = 0; i < signature.length; i++) if ((head[i] & 0xff) != signature[i]) return false;
        return true;
    }
}
