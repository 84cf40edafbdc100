package metro.cctv.bench.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which labelled things move in which picture: those whose middle went a fifth of their height within a second. */
final class Moving {
    private static final double OF_HEIGHT = 0.2;
    private static final double WITHIN_S = 1;
    /** Of the picture's height; smaller ones nobody could recognise. */
    private static final double SMALLEST = 1 / 30.0;

    private Moving() {}

    /** One thing in one picture; fractions of the picture's height. */
    record Seen(long id, double x, double y, double height) {}

    /** @param labels by picture */
    static List<Set<Long>> of(List<List<Seen>> labels, double picturesPerSecond) {
        int back = (int) Math.max(1, Math.round(WITHIN_S * picturesPerSecond));
        List<Map<Long, Seen>> byId = new ArrayList<>();
        for (List<Seen> picture : labels) {
            Map<Long, Seen> seen = new HashMap<>();
            for (Seen thing : picture) if (thing.height() >= SMALLEST) seen.put(thing.id(), thing);
            byId.add(seen);
        }
        List<Set<Long>> moving = new ArrayList<>();
        for (int i = 0; i < byId.size(); i++) {
            Set<Long> here = new HashSet<>();
            for (Seen thing : byId.get(i).values()) if (wentFar(thing, byId, i, back)) here.add(thing.id());
            moving.add(here);
        }
        return moving;
    }

    private static boolean wentFar(Seen thing, List<Map<Long, Seen>> byId, int at, int back) {
        for (int i = Math.max(0, at - back); i <= at; i++) {
            Seen before = byId.get(i).get(thing.id());
            if (before != null
                    && Math.hypot(thing.x() - before.x(), thing.y() - before.y()) >= OF_HEIGHT * thing.height())
                return true;
        }
        return false;
    }
}
