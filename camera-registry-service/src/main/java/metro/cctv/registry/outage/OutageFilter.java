package metro.cctv.registry.outage;

import java.util.Map;
import metro.cctv.registry.district.DistrictScope;
import org.jspecify.annotations.Nullable;

/**
 * Which outages a list shows.
 *
 * @param agency owner or manager
 */
record OutageFilter(
        boolean openOnly, DistrictScope districts, @Nullable String agency) {

    /** On a table {@code o}. */
    String where() {
        return districts.where("o.district_code")
                + (openOnly ? " and o.ended_at is null" : "")
                + (agency == null ? "" : " and (o.owner_agency = :agency or o.managing_agency = :agency)");
    }

    Map<String, Object> params() {
        Map<String, Object> params = districts.params();
        if (agency != null) params.put("agency", agency);
        return params;
    }
}
