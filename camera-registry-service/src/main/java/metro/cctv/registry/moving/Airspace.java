package metro.cctv.registry.moving;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Air that drones must keep out of. Its edge, its floor, its ceiling, its first and last moment belong to it.
 *
 * @param polygon GeoJSON, WGS 84
 * @param floorM above the ground
 * @param ceilingM above the ground; null: none
 * @param from null: since ever
 * @param to null: for ever
 */
record Airspace(
        String code,
        String name,

        @JsonRawValue @Schema(type = "object", description = "GeoJSON Polygon or MultiPolygon, WGS 84")
        String polygon,

        double floorM,
        @Nullable Double ceilingM,
        @Nullable Instant from,
        @Nullable Instant to) {}
