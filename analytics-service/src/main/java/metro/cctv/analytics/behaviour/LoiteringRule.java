package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/** A person stays in the zone for at least the dwell time; KISA's test says ten seconds (domain.md §D). */
final class LoiteringRule implements ZoneRule {
    static final String VERSION = "loitering/1";

    private final Zone zone;
    private final Duration dwell;
    private final ZoneStays stays;

    /** @param defaultDwell where the zone has none of its own */
    LoiteringRule(Zone zone, Duration defaultDwell) {
        this.zone = zone;
        this.dwell =
                zone.dwellSeconds() == null ? defaultDwell : Duration.ofMillis(Math.round(zone.dwellSeconds() * 1000));
        this.stays = new ZoneStays(zone);
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<TrackedObject> people =
                objects.stream().filter(o -> o.label() == ObjectClass.PERSON).toList();
        List<BehaviourSeen> seen = new ArrayList<>();
        for (ZoneStays.Present present : stays.see(at, people)) {
            ZoneStays.Stay stay = present.stay();
            if (stay.told || Duration.between(stay.since, at).compareTo(dwell) < 0) continue;
            stay.told = true;
            seen.add(new BehaviourSeen(
                    Behaviour.LOITERING, zone, present.object(), stay.since, at, VERSION, thresholds()));
        }
        return seen;
    }

    private Map<String, Double> thresholds() {
        return Map.of("dwellSeconds", dwell.toMillis() / 1000.0, "gapSeconds", ZoneStays.GAP.toMillis() / 1000.0);
    }
}
