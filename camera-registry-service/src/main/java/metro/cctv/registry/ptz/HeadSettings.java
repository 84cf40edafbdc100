package metro.cctv.registry.ptz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those who run a camera have approved.
 *
 * @param homePreset token of the preset that is home; null: the camera's own home position
 * @param homeAfterSeconds without a command, 30 to 86400; null: it stays where it was left
 * @param arcs where it may look; empty: everywhere
 */
record HeadSettings(@Nullable String homePreset, @Nullable Integer homeAfterSeconds, List<Arc> arcs) {
    static final int MAX_ARCS = 8;
    static final HeadSettings NONE = new HeadSettings(null, null, List.of());

    HeadSettings {
        arcs = arcs == null ? List.of() : List.copyOf(arcs);
        if (homePreset != null) PtzRequestRule.token("homePreset", homePreset);
        if (homeAfterSeconds != null && (homeAfterSeconds < 30 || homeAfterSeconds > 86_400))
            throw new IllegalArgumentException("homeAfterSeconds: 30 to 86400, was " + homeAfterSeconds);
        if (homeAfterSeconds != null && homePreset == null)
            throw new IllegalArgumentException("homeAfterSeconds: only with homePreset");
        if (arcs.size() > MAX_ARCS) throw new IllegalArgumentException("arcs: at most " + MAX_ARCS);
    }
}
