package metro.cctv.registry.posture;

import java.util.Map;
import metro.cctv.registry.district.DistrictScope;
import metro.cctv.registry.posture.Finding.Code;
import org.jspecify.annotations.Nullable;

/**
 * Which cameras a list shows.
 *
 * @param below only lower scores
 */
record PostureFilter(
        DistrictScope districts,
        @Nullable Integer below,
        @Nullable Code code) {

    /** On a table {@code p}. */
    String where() {
        return districts.where("p.district_code")
                + (below == null ? "" : " and p.score < :below")
                + (code == null ? "" : " and p.findings @> :finding::jsonb");
    }

    Map<String, Object> params() {
        Map<String, Object> params = districts.params();
        if (below != null) params.put("below", below);
        if (code != null) params.put("finding", "[{\"code\":\"" + code + "\"}]");
        return params;
    }
}
