package metro.cctv.link.incident;

import java.util.UUID;

/** Keeps of an incident what would give its place back, and forgets it with the incident, in the same transaction. */
public interface PlaceMemory {
    void forgetPlace(UUID incidentId);
}
