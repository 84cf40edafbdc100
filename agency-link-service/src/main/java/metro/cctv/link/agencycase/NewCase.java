package metro.cctv.link.agencycase;

import metro.cctv.link.selection.Area;
import org.jspecify.annotations.Nullable;

/**
 * A case as an agency reports it. There is no field for the person who called: none is needed to choose cameras.
 *
 * @param unit the vehicle or patrol that is sent; null: the case is the room's
 * @param code 112 response code; null where the agency has none
 * @param kind a kind of the vocabulary or free words
 * @param disaster what is larger than a place; its middle is the place
 */
public record NewCase(
        String caseNo,
        @Nullable String unit,
        @Nullable Integer code,
        String kind,
        String summary,
        double lon,
        double lat,
        @Nullable String address,
        @Nullable Disaster disaster) {

    public NewCase(
            String caseNo,
            @Nullable String unit,
            @Nullable Integer code,
            String kind,
            String summary,
            double lon,
            double lat,
            @Nullable String address) {
        this(caseNo, unit, code, kind, summary, lon, lat, address, null);
    }

    /** @param severity 1, to be watched, to 4, catastrophe */
    public record Disaster(int severity, Area area) {}

    /** What of a disaster is different now; null: as before. */
    public record Change(
            @Nullable Integer severity, @Nullable Area area) {
        Disaster applied(Disaster before) {
            return new Disaster(severity == null ? before.severity() : severity, area == null ? before.area() : area);
        }
    }

    /** For {@code @Pattern}: safe in a path, a log line and a key. */
    public static final String CASE_NO = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** For {@code @Pattern}: the client id that the vehicle logs in with. */
    public static final String UNIT = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
}
