package metro.cctv.registry.zone;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import metro.cctv.contracts.camera.Zone;

/**
 * Which zones a camera may have. What a single vertex or field must be, the contract's records say. Each objection begins
 * with the path of what is wrong, e.g. {@code zones[2].polygon}.
 */
public final class ZoneRule {
    static final int MAX_ZONES = 16;
    /** Fraction of the picture; less is a slip of the mouse: nobody's feet stay in it. */
    static final double MIN_AREA = 0.0005;
    /** Fraction of the picture's side; a shorter line is passed by beside it. */
    static final double MIN_LENGTH = 0.02;

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");
    /** Controls, and marks that turn the direction of writing: both make a name look like another one. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]");

    private ZoneRule() {}

    /** @return what is wrong, in words for the person who drew them */
    public static Optional<String> objection(List<Zone> zones) {
        if (zones.size() > MAX_ZONES) return Optional.of("zones: at most " + MAX_ZONES + ", were " + zones.size());
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < zones.size(); i++) {
            String path = "zones[" + i + "].";
            Zone zone = zones.get(i);
            Optional<String> objection = objection(zone);
            if (objection.isPresent()) return objection.map(words -> path + words);
            if (!ids.add(zone.zoneId())) return Optional.of(path + "zoneId: \"" + zone.zoneId() + "\" is there twice");
            if (!names.add(zone.name().strip()))
                return Optional.of(path + "name: another zone of this camera has it, and an alert says only the name");
            for (int j = 0; j < i; j++)
                if (isSame(zone, zones.get(j)))
                    return Optional.of(
                            path + (zone.kind().isLine() ? "line" : "polygon") + ": zones[" + j + "] watches the same for the same at the same hours");
        }
        return Optional.empty();
    }

    private static Optional<String> objection(Zone zone) {
        if (!ID.matcher(zone.zoneId()).matches())
            return Optional.of("zoneId: 1 to 64 letters, digits, '.', '_' or '-'");
        if (UNPRINTABLE.matcher(zone.name()).find()) return Optional.of("name: no control characters");
        if (zone.dwellSeconds() != null && zone.kind() != Zone.Kind.LOITERING)
            return Optional.of("dwellSeconds: only for LOITERING");
        Optional<String> form = zone.kind().isLine() ? line(zone) : area(zone);
        return form.isPresent() ? form : HoursRule.objection(zone.schedule());
    }

    private static Optional<String> area(Zone zone) {
        var outline = new Outline(zone.polygon(), true);
        Optional<String> form = outline.objection();
        if (form.isPresent()) return form.map(words -> "polygon: " + words);
        double area = outline.area();
        return area >= MIN_AREA
                ? Optional.empty()
                : Optional.of("polygon: at least " + MIN_AREA + " of the picture, was %.6f".formatted(area));
    }

    private static Optional<String> line(Zone zone) {
        var line = new Outline(zone.line(), false);
        Optional<String> form = line.objection();
        if (form.isPresent()) return form.map(words -> "line: " + words);
        double length = line.length();
        return length >= MIN_LENGTH
                ? Optional.empty()
                : Optional.of("line: at least " + MIN_LENGTH + " of the picture's side, was %.4f".formatted(length));
    }

    private static boolean isSame(Zone one, Zone other) {
        return one.kind() == other.kind()
                && one.polygon().equals(other.polygon())
                && one.line().equals(other.line())
                && HoursRule.meet(one.schedule(), other.schedule());
    }
}
