package metro.cctv.registry.outage;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.access.VideoAccessRule;
import org.jspecify.annotations.Nullable;

/**
 * Which outages a list shows.
 *
 * @param callerDistricts only these, unless all
 * @param agency owner or manager
 */
record OutageFilter(
        boolean openOnly,
        Set<String> callerDistricts,
        @Nullable String district,
        @Nullable String agency) {

    /** On a table {@code o}. Conditions nobody asked for are left out, so that an index can serve the rest. */
    String where() {
        StringBuilder where = new StringBuilder("true");
        if (openOnly) where.append(" and o.ended_at is null");
        if (!callerDistricts.contains(VideoAccessRule.ALL_DISTRICTS))
            where.append(" and o.district_code = any(:districts)");
        if (district != null) where.append(" and o.district_code = :district");
        if (agency != null) where.append(" and (o.owner_agency = :agency or o.managing_agency = :agency)");
        return where.toString();
    }

    Map<String, Object> params() {
        Map<String, Object> params = new HashMap<>();
        if (!callerDistricts.contains(VideoAccessRule.ALL_DISTRICTS))
            params.put("districts", callerDistricts.toArray(String[]::new));
        if (district != null) params.put("district", district);
        if (agency != null) params.put("agency", agency);
        return params;
    }
}
