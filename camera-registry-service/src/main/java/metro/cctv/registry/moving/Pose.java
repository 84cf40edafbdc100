package metro.cctv.registry.moving;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * Where a moving camera was.
 *
 * @param at by the camera's clock, UTC, microseconds
 * @param headingDeg clockwise from true north, 0 to 360; null: unknown
 * @param heightM above the ground, 0 to 1000; null: unknown
 */
record Pose(
        Instant at,
        @JsonProperty(required = true) double lon,
        @JsonProperty(required = true) double lat,
        @Nullable Double headingDeg,
        @Nullable Double heightM) {
    Pose {
        if (at == null) throw new IllegalArgumentException("at: is needed, a time like 2026-11-22T09:00:00Z");
        at = at.truncatedTo(ChronoUnit.MICROS);
        Require.within("lon", lon, -180, 180);
        Require.within("lat", lat, -85, 85);
        if (headingDeg != null) Require.within("headingDeg", headingDeg, 0, 360);
        if (heightM != null) Require.within("heightM", heightM, 0, 1000);
    }
}
