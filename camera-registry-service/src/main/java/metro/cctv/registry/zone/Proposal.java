package metro.cctv.registry.zone;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import metro.cctv.contracts.camera.Zone;
import org.jspecify.annotations.Nullable;

/**
 * Zones that somebody drew and another person must approve before they count.
 *
 * @param number counts from 1 for each camera
 * @param basedOn version of the zones it was drawn over; when they changed since, it must be drawn again
 * @param decidedBy who approved or rejected it
 */
record Proposal(
        @JsonProperty("proposal") int number,
        List<Zone> zones,
        long basedOn,
        String proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable String reason,
        State state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {

    enum State {
        OPEN,
        APPROVED,
        REJECTED,
        EXPIRED
    }

    Proposal {
        zones = List.copyOf(zones);
    }
}
