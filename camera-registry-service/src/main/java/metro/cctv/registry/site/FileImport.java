package metro.cctv.registry.site;

import java.util.List;
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

    /** The next rows, in the caller's transaction; null: there are none left. */
    ImportTally.@Nullable Step step(int maxRows);

    /** What there is to say after the last row. */
    List<Finding> end();

    long bytesDone();

    @Override
    void close();
}
