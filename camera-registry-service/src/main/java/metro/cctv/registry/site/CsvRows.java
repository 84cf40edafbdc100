package metro.cctv.registry.site;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;

/** The rows of a CSV file one after the other; never more than one in memory, and none of any size. */
final class CsvRows implements AutoCloseable {
    private static final int MAX_CELLS = 200;
    private static final int MAX_CELL_CHARACTERS = 20_000;
    private static final CsvMapper MAPPER = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(MAX_CELL_CHARACTERS)
                            .build())
                    .build())
            .build();

    private final CountingStream counted;
    private final JsonParser parser;
    private int row;
    private boolean withinRow;

    CsvRows(Path file, TextEncoding encoding) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        skipMark(bytes, encoding);
        counted = new CountingStream(bytes);
        parser = MAPPER.createParser(new InputStreamReader(counted, encoding.charset()));
    }

    private static void skipMark(InputStream in, TextEncoding encoding) throws IOException {
        if (encoding != TextEncoding.UTF_8) return;
        in.mark(3);
        if (in.read() != 0xef || in.read() != 0xbb || in.read() != 0xbf) in.reset();
    }

    /** @return null at the end; a row of empty cells is an empty list */
    @Nullable
    List<String> next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) return null;
            if (token != JsonToken.START_ARRAY) throw broken("it is no row");
            row++;
            withinRow = true;
            List<String> cells = new ArrayList<>(20);
            boolean filled = false;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (cells.size() == MAX_CELLS) throw broken("it has more than " + MAX_CELLS + " cells");
                String cell = parser.getString();
                filled |= cell != null && !cell.isBlank();
                cells.add(cell == null ? "" : cell);
            }
            withinRow = false;
            return filled ? cells : List.of();
        } catch (JacksonException e) {
            throw broken(
                    e.getOriginalMessage().contains("length")
                            ? "a cell has more than " + MAX_CELL_CHARACTERS
                                    + " characters, perhaps a quotation mark is not closed"
                            : "a quotation mark is not closed, or text follows one");
        }
    }

    private FileRefused broken(String what) {
        return new FileRefused("Row " + (withinRow ? row : row + 1) + " (about line "
                + parser.currentLocation().getLineNr() + ") cannot be read: " + what + ".");
    }

    /** As a spreadsheet counts: the header is row 1. */
    int row() {
        return row;
    }

    long bytesDone() {
        return counted.count();
    }

    @Override
    public void close() {
        parser.close();
    }
}
