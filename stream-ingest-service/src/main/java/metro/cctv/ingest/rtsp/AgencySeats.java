package metro.cctv.ingest.rtsp;

import java.util.HashMap;
import java.util.Map;

/** Connections per agency, so that one agency's wall of screens leaves room for the others'. */
final class AgencySeats {
    private final int perAgency;
    private final Map<String, Integer> taken = new HashMap<>();

    AgencySeats(int perAgency) {
        this.perAgency = perAgency;
    }

    /** @return false: all are taken */
    synchronized boolean take(String agency) {
        if (taken.getOrDefault(agency, 0) >= perAgency) return false;
        taken.merge(agency, 1, Integer::sum);
        return true;
    }

    synchronized void giveBack(String agency) {
        taken.computeIfPresent(agency, (name, count) -> count == 1 ? null : count - 1);
    }
}
