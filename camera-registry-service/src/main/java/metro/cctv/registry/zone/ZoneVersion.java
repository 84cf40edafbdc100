package metro.cctv.registry.zone;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Zones as they once counted.
 *
 * @param version the camera's version that brought them
 * @param who made them count
 * @param proposedBy who had drawn them, where that was another person
 * @param zones null in lists
 */
record ZoneVersion(
        long version,
        Instant at,
        String who,
        @Nullable String proposedBy,
        @Nullable Integer proposal,
        @Nullable String reason,
        int count,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Zone> zones) {}
