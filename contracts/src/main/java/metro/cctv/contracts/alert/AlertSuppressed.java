package metro.cctv.contracts.alert;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.Require;

/**
 * A behaviour was seen and raised no alert of its own. Counted, so that nobody takes quiet for peace. Key = {@code cameraId}.
 *
 * @param suppressionId consumers de-duplicate on it
 * @param capturedAt time of the frame that completed the rule, UTC
 */
public record AlertSuppressed(
        UUID suppressionId,
        String cameraId,
        String districtCode,
        Behaviour behaviour,
        String zoneId,
        String zoneName,
        Reason reason,
        Instant capturedAt) {

    public enum Reason {
        /** The same behaviour of the same kind of object in the same zone raised one a moment before. */
        COOL_DOWN,
        /** It was told before of a thing that has stood there since. */
        PARKED
    }

    public AlertSuppressed {
        Require.cameraId(cameraId);
        Require.district(districtCode);
        Require.text("zoneId", zoneId, 64);
        Require.text("zoneName", zoneName, 100);
    }
}
