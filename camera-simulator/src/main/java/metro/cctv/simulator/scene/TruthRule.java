package metro.cctv.simulator.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which behaviours a loop contains, from the boxes alone: the foot point in a zone, for how long. */
final class TruthRule {
    /** KISA's dwell time for loitering. */
    static final double LOITERING_S = 10;
    /** A foot point may leave the zone for this long without ending the stay. */
    static final double GAP_S = 1;

    private TruthRule() {}

    /** Stays of one object in one zone, both ends within the zone. */
    record Stay(int objectId, int firstFrame, int lastFrame) {
        int length() {
            return lastFrame - firstFrame + 1;
        }
    }

    static List<TrueEvent> events(Scene scene) {
        List<TrueEvent> events = new ArrayList<>();
        for (SceneZone zone : scene.zones()) {
            boolean loitering = zone.kind().equals("LOITERING");
            for (Stay stay : stays(scene, zone)) {
                int dwell = loitering ? (int) Math.ceil(LOITERING_S * scene.fps()) : 0;
                if (stay.length() <= dwell) continue;
                events.add(new TrueEvent(
                        zone.kind(),
                        zone.zoneId(),
                        stay.objectId,
                        stay.firstFrame,
                        stay.firstFrame + dwell,
                        stay.lastFrame + 1));
            }
        }
        return List.copyOf(events);
    }

    /** Loitering counts people; an intrusion may also be a vehicle's. In order of their ends. */
    static List<Stay> stays(Scene scene, SceneZone zone) {
        boolean peopleOnly = zone.kind().equals("LOITERING");
        int gap = (int) Math.round(GAP_S * scene.fps());
        Map<Integer, Stay> open = new HashMap<>();
        List<Stay> closed = new ArrayList<>();
        for (int frame = 0; frame < scene.frames(); frame++) {
            for (TrueObject object : scene.objects(frame)) {
                if (peopleOnly && !object.label().equals("person")) continue;
                if (object.label().equals("bag") || object.label().equals("animal")) continue;
                if (!zone.contains(object.footX(), object.footY())) continue;
                Stay stay = open.get(object.id());
                if (stay != null && frame - stay.lastFrame > gap) {
                    closed.add(stay);
                    stay = null;
                }
                open.put(object.id(), new Stay(object.id(), stay == null ? frame : stay.firstFrame, frame));
            }
        }
        closed.addAll(open.values());
        return closed;
    }
}
