package metro.cctv.registry.site;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes CSV as RFC 4180 has it: commas, CRLF, quotation marks only where they are needed. */
final class CsvLine {
    private final Writer out;

    CsvLine(Writer out) {
        this.out = out;
    }

    void write(List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) out.write(',');
            String cell = cells.get(i);
            if (needsQuotes(cell)) {
                out.write('"');
                out.write(cell.replace("\"", "\"\""));
                out.write('"');
            } else out.write(cell);
        }
        out.write("\r\n");
    }

    private static boolean needsQuotes(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') return true;
        }
        return false;
    }
}
