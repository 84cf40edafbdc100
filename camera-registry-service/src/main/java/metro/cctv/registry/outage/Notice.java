package metro.cctv.registry.outage;

import java.time.Instant;

/**
 * Somebody was told.
 *
 * @param to an agency or a person
 * @param who told it; for {@link How#EVENT} the system
 */
record Notice(Instant at, String to, How by, String who) {
    enum How {
        /** Kafka took {@code cctv.outage.v1}. */
        EVENT,
        PHONE,
        MAIL,
        VISIT
    }
}
