package metro.cctv.contracts.outage;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * A camera, or the link of a whole district, gives no pictures, and who was told and took it up (domain.md row 47). Key =
 * {@code outageId}.
 *
 * @param cameraId null: the whole district is silent, and this is one outage for all of its cameras
 * @param ownerAgency who repairs; null for a district
 * @param managingAgency who answers for it in law; null for a district
 * @param cause e.g. UNREACHABLE, SILENT, DISTRICT_SILENT
 * @param detail one line for a person, without secrets
 * @param cameras how many give no pictures because of it
 * @param since the last time it was known to be well, UTC
 * @param endedAt when pictures came back for good, or the camera was taken out of service
 * @param notifiedAt when the agency was first told; Kafka's time of {@link Change#OPENED} unless a person was earlier
 */
public record OutageChanged(
        UUID eventId,
        UUID outageId,
        Change change,
        @Nullable String cameraId,
        String districtCode,
        @Nullable String ownerAgency,
        @Nullable String managingAgency,
        String cause,
        String detail,
        int cameras,
        Instant since,
        @Nullable Instant endedAt,
        @Nullable Instant notifiedAt,
        @Nullable String notifiedTo,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        Instant at) {

    public enum Change {
        OPENED,
        NOTIFIED,
        ACKNOWLEDGED,
        CLOSED
    }

    public OutageChanged {
        if (cameraId != null) Require.cameraId(cameraId);
        Require.text("districtCode", districtCode, 32);
        if (cameras < 1) throw new IllegalArgumentException("cameras: at least 1, was " + cameras);
        if (change == Change.CLOSED && endedAt == null)
            throw new IllegalArgumentException("endedAt: a closed outage has one");
    }
}
