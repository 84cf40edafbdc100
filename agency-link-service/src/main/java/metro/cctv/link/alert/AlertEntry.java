package metro.cctv.link.alert;

import java.time.Instant;

/**
 * A step in the life of an alert.
 *
 * @param who a person, or {@code clock}
 * @param what dotted, e.g. {@code alert.claim}
 */
record AlertEntry(Instant at, String who, String what, String detail) {}
