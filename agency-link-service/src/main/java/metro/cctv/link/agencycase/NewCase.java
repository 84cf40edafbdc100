package metro.cctv.link.agencycase;

import org.jspecify.annotations.Nullable;

/**
 * A case as an agency reports it. There is no field for the person who called: none is needed to choose cameras.
 *
 * @param unit the vehicle or patrol that is sent; null: the case is the room's
 * @param code 112 response code; null where the agency has none
 * @param kind a kind of the vocabulary or free words
 */
public record NewCase(
        String caseNo,
        @Nullable String unit,
        @Nullable Integer code,
        String kind,
        String summary,
        double lon,
        double lat,
        @Nullable String address) {

    /** For {@code @Pattern}: safe in a path, a log line and a key. */
    public static final String CASE_NO = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /** For {@code @Pattern}: the client id that the vehicle logs in with. */
    public static final String UNIT = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
}
