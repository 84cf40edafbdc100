package metro.cctv.chassis.door;

import java.util.List;

/**
 * Paths of a service that a request may reach without a token because the service decides itself (media tickets). A
 * token that does come along is checked as everywhere.
 */
public record DoorOpenings(List<String> patterns) {
    public DoorOpenings {
        patterns = List.copyOf(patterns);
    }
}
