package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what there is to say about one row: all of it, so that a person mends the file once. */
final class RowFindings {
    private final @Nullable Integer row;
    private final List<Finding> found = new ArrayList<>(2);
    private boolean refused;

    RowFindings(@Nullable Integer row) {
        this.row = row;
    }

    void add(@Nullable String column, @Nullable String value, FindingCode code, String reason) {
        found.add(new Finding(row, column, value == null || value.isEmpty() ? null : Cell.shown(value), code, reason));
        refused |= code.refuses();
    }

    boolean isRefused() {
        return refused;
    }

    List<Finding> list() {
        return found;
    }
}
