package metro.cctv.registry.posture;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.access.VideoAccessRule;
import metro.cctv.registry.posture.Finding.Code;
import org.jspecify.annotations.Nullable;

/**
 * Which cameras a list shows.
 *
 * @param callerDistricts only these, unless all
 * @param below only lower scores
 */
record PostureFilter(
        Set<String> callerDistricts,
        @Nullable String district,
        @Nullable Integer below,
        @Nullable Code code) {

    /** On a table {@code p}. */
    String where() {
        StringBuilder where = new StringBuilder("true");
        if (!callerDistricts.contains(VideoAccessRule.ALL_DISTRICTS))
            where.append(" and p.district_code = any(:districts)");
        if (district != null) where.append(" and p.district_code = :district");
        if (below != null) where.append(" and p.score < :below");
        if (code != null) where.append(" and p.findings @> :finding::jsonb");
        return where.toString();
    }

    Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        if (!callerDistricts.contains(VideoAccessRule.ALL_DISTRICTS))
            params.put("districts", callerDistricts.toArray(String[]::new));
        if (district != null) params.put("district", district);
        if (below != null) params.put("below", below);
        if (code != null) params.put("finding", "[{\"code\":\"" + code + "\"}]");
        return params;
    }
}
