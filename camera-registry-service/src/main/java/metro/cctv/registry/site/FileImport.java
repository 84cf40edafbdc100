package metro.cctv.registry.site;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one file and takes its rows into the registry, some at a time. */
interface FileImport extends AutoCloseable {
    /** Counts the rows; a file that cannot be read to its end is refused before anything is written. */
    int countRows() throws FileRefused;

    /** 18 or 13; null: the format has none. */
    @Nullable
    Integer columns();

    /** What there is to say before the first row. */
    List<Finding> begin();

    /** Reads the next rows; null: there are none left. */
    @Nullable
    Chunk read(int maxRows);

    /** What there is to say after the last row. */
    List<Finding> end();

    @Override
    void close();

    /**
     * Some rows of the file; of no other rows than theirs does it change anything.
     *
     * @param take takes them into the registry, in the caller's transaction; once, on any thread
     * @param inTurn it must see what the rows before it made, and those behind it what it made
     * @param bytesDone how far the file is read with it
     */
    record Chunk(Supplier<ImportTally.Step> take, boolean inTurn, long bytesDone) {}
}
