package metro.cctv.registry.outage;

import java.time.Instant;
import java.util.UUID;
import metro.cctv.contracts.outage.OutageChanged;
import org.jspecify.annotations.Nullable;

/**
 * An outage as a caller sees it.
 *
 * @param cameraId null: the whole district; {@code cameras} says how many
 * @param state OPEN or CLOSED
 * @param endedBy PICTURES or OUT_OF_SERVICE
 * @param notifiedAt when anybody was first told
 */
record Outage(
        UUID outageId,
        @Nullable String cameraId,
        @Nullable String cameraName,
        String districtCode,
        @Nullable String ownerAgency,
        @Nullable String managingAgency,
        State state,
        String cause,
        String detail,
        int cameras,
        Instant since,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Instant notifiedAt,
        @Nullable String notifiedTo,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String note) {

    enum State {
        OPEN,
        CLOSED
    }

    /** Whom to tell: who repairs it. */
    String responsible() {
        if (ownerAgency != null) return ownerAgency;
        return managingAgency != null ? managingAgency : districtCode;
    }

    OutageChanged event(OutageChanged.Change change, Instant at) {
        return new OutageChanged(
                UUID.randomUUID(),
                outageId,
                change,
                cameraId,
                districtCode,
                ownerAgency,
                managingAgency,
                cause,
                detail,
                cameras,
                since,
                endedAt,
                notifiedAt,
                notifiedTo,
                acknowledgedAt,
                acknowledgedBy,
                at);
    }
}
