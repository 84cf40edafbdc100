package metro.cctv.registry.onvif;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was noticed at one device; each quirk once, with the first detail. */
final class Quirks {
    private final Map<Quirk, String> noticed = new EnumMap<>(Quirk.class);

    void add(Quirk quirk) {
        add(quirk, "");
    }

    /** @param detail from the device, shown as one line */
    void add(Quirk quirk, String detail) {
        noticed.putIfAbsent(quirk, Words.line(detail));
    }

    boolean has(Quirk quirk) {
        return noticed.containsKey(quirk);
    }

    /** E.g. {@code CLOCK_OFF: its clock is off; … (-32400 s)}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        noticed.forEach((quirk, detail) ->
                lines.add(quirk + ": " + quirk.words() + (detail.isEmpty() ? "" : " (" + detail + ")")));
        return List.copyOf(lines);
    }
}
