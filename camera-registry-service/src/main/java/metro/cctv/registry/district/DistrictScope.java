package metro.cctv.registry.district;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.access.VideoAccessRule;
import org.jspecify.annotations.Nullable;

/**
 * Rows of the districts that a caller may ask about. Conditions nobody needs are left out, so that an index can serve the rest.
 *
 * @param callers districts of the caller's account
 * @param wanted the one that was asked for; null: all
 */
public record DistrictScope(Set<String> callers, @Nullable String wanted) {
    public DistrictScope {
        if (wanted != null) Require.district(wanted);
    }

    /** @param column that holds a district's code */
    public String where(String column) {
        return (isWholeCity() ? "true" : column + " = any(:districts)")
                + (wanted == null ? "" : " and " + column + " = :district");
    }

    /** Of the condition; others may be added. */
    public Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        if (!isWholeCity()) params.put("districts", callers.toArray(String[]::new));
        if (wanted != null) params.put("district", wanted);
        return params;
    }

    private boolean isWholeCity() {
        return callers.contains(VideoAccessRule.ALL_DISTRICTS);
    }
}
