package metro.cctv.simulator.scene;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A short rendered scene that shows one behaviour, or nearly does, with its exact truth.
 *
 * @param variant what happens, in words
 * @param condition light and weather
 * @param frames how many of the scene's frames belong to the clip; it does not loop
 * @param zone its kind is the behaviour; of LINE_CROSSING the polygon is the line, crossed from its left to its right
 * @param headingDeg WRONG_WAY: the allowed direction in the picture, 90 = right
 * @param parameters of the zone's kind, where they are not the usual
 * @param events what should be told: one, or none of a near miss
 */
public record PackClip(
        String behaviour,
        boolean positive,
        long seed,
        String variant,
        String condition,
        Scene scene,
        int frames,
        SceneZone zone,
        @Nullable Double headingDeg,
        Map<String, Double> parameters,
        List<TrueEvent> events) {

    public PackClip {
        parameters = Map.copyOf(parameters);
        events = List.copyOf(events);
    }

    public String name() {
        return behaviour.toLowerCase(java.util.Locale.ROOT) + (positive ? "-" : "-near-") + seed;
    }
}
