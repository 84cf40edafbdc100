package metro.cctv.link.context;

import org.jspecify.annotations.Nullable;

/**
 * One thing near a place.
 *
 * @param free places free when its owner last said so; null: unknown
 * @param phone whom to call; given to whom the agency's contact rule allows, and kept nowhere here
 * @param widthM of a road between its kerbs
 */
public record ContextItem(
        @Nullable String name,
        @Nullable String kind,
        @Nullable Integer capacity,
        @Nullable Integer free,
        @Nullable String phone,
        @Nullable Double widthM,
        @Nullable String note,
        double lon,
        double lat,
        double distanceM) {

    ContextItem withoutPhone() {
        return new ContextItem(name, kind, capacity, free, null, widthM, note, lon, lat, distanceM);
    }
}
