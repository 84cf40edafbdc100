package metro.cctv.registry.moving;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An airspace as somebody enters it.
 *
 * @param polygon GeoJSON Polygon or MultiPolygon
 * @param floorM 0 when not given, at most 20000
 */
record AirspaceInput(
        @NotNull(message = "is needed")
        @Pattern(
                regexp = "(?=.*\\S)[^\\p{Cntrl}]{1,100}",
                message = "1 to 100 characters, none of them a control character")
        String name,

        @NotNull(message = "is needed: a GeoJSON Polygon or MultiPolygon")
        JsonNode polygon,

        @Nullable Double floorM,
        @Nullable Double ceilingM,
        @Nullable Instant from,
        @Nullable Instant to) {

    AirspaceInput {
        double floor = floorM == null ? 0 : Require.within("floorM", floorM, 0, 20_000);
        if (ceilingM != null) {
            Require.within("ceilingM", ceilingM, 0, 20_000);
            if (ceilingM <= floor) throw new IllegalArgumentException("ceilingM: above floorM, was " + ceilingM);
        }
        if (from != null && to != null && !from.isBefore(to))
            throw new IllegalArgumentException("to: after from, was " + to);
    }
}
