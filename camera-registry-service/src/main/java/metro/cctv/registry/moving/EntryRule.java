package metro.cctv.registry.moving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** When a camera came into a restricted airspace: one word on the way in, none while it stays. */
final class EntryRule {
    private EntryRule() {}

    /**
     * @param before the airspaces it was in
     * @param places in order of time
     */
    static List<Entry> entries(Set<String> before, List<Inside> places) {
        List<Entry> entries = new ArrayList<>();
        Set<String> in = before;
        for (Inside place : places) {
            for (String code : place.airspaces()) if (!in.contains(code)) entries.add(new Entry(place.at(), code));
            in = place.airspaces();
        }
        return entries;
    }

    /** @param airspaces those that hold the camera at this time; empty: none */
    record Inside(Instant at, Set<String> airspaces) {}

    record Entry(Instant at, String airspace) {}
}
