package metro.cctv.registry.moving;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A flight that somebody filed and no airspace forbade then.
 *
 * @param way GeoJSON LineString, WGS 84
 * @param heightM above the ground, all the way
 * @param suspendedAt when an airspace was entered that it crosses; null: it may be flown
 * @param suspendedBecause in words that name the airspace
 */
record Mission(
        UUID missionId,
        String cameraId,

        @JsonRawValue @Schema(type = "object", description = "GeoJSON LineString, WGS 84")
        String way,

        double heightM,
        Instant from,
        Instant to,
        String filedBy,
        Instant filedAt,
        @Nullable Instant suspendedAt,
        @Nullable String suspendedBecause) {}
