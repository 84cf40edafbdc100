package metro.cctv.registry.zone;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Vertex;

/** Which zones a camera may have. What a single vertex or field must be, the contract's records say. */
public final class ZoneRule {
    public static final int MAX_ZONES = 16;
    /** Fraction of the picture; less is a slip of the mouse: nobody's feet stay in it. */
    static final double MIN_AREA = 0.0005;

    private ZoneRule() {}

    /** @return what is wrong, in words for the person who drew them */
    public static Optional<String> objection(List<Zone> zones) {
        if (zones.size() > MAX_ZONES) return Optional.of("zones: at most " + MAX_ZONES + ", were " + zones.size());
        Set<String> ids = new HashSet<>();
        for (Zone zone : zones) {
            if (!ids.add(zone.zoneId())) return Optional.of("zoneId \"" + zone.zoneId() + "\": twice");
            if (hasControls(zone.zoneId()) || hasControls(zone.name()))
                return Optional.of("zone: no control characters in its id or name");
            if (crossesItself(zone.polygon()))
                return Optional.of("zone \"" + zone.name() + "\": its outline crosses itself");
            if (area(zone.polygon()) < MIN_AREA)
                return Optional.of("zone \"" + zone.name() + "\": at least " + MIN_AREA + " of the picture");
        }
        return Optional.empty();
    }

    /** Fraction of the picture, by the shoelace formula. */
    static double area(List<Vertex> polygon) {
        double twice = 0;
        for (int i = 0; i < polygon.size(); i++) {
            Vertex a = polygon.get(i);
            Vertex b = polygon.get((i + 1) % polygon.size());
            twice += a.x() * b.y() - b.x() * a.y();
        }
        return Math.abs(twice) / 2;
    }

    static boolean crossesItself(List<Vertex> polygon) {
        int n = polygon.size();
        for (int i = 0; i < n; i++)
            for (int j = i + 2; j < n; j++) {
                if (i == 0 && j == n - 1) continue; // neighbours share a vertex
                if (cross(polygon.get(i), polygon.get(i + 1), polygon.get(j), polygon.get((j + 1) % n))) return true;
            }
        return false;
    }

    private static boolean cross(Vertex a, Vertex b, Vertex c, Vertex d) {
        return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
    }

    private static double side(Vertex a, Vertex b, Vertex p) {
        return Math.signum((b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x()));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
