package metro.cctv.link.vulnerable;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alarm about a person.
 *
 * @param alarmNo the sender's own number
 * @param relation of who asked for help to the person (위치정보법 art. 29)
 * @param lon where the person was last, as {@code lat}; null once it is purged
 * @param hasPhoto whether there was a picture; it is gone once the alarm is purged
 * @param escalateAt the lead is told when nobody took it until then
 */
record Alarm(
        UUID alarmId,
        UUID incidentId,
        String source,
        String alarmNo,
        Relation relation,
        @Nullable Double lon,
        @Nullable Double lat,
        boolean hasPhoto,
        Instant raisedAt,
        Instant escalateAt,
        @Nullable Instant escalatedAt,
        @Nullable String takenBy,
        @Nullable Instant takenAt,
        @Nullable Instant purgedAt) {

    /** Who may ask where somebody is. */
    enum Relation {
        /** The person herself pressed the button. */
        SELF,
        GUARDIAN,
        SPOUSE,
        RELATIVE,
        WELFARE_OFFICER
    }
}
