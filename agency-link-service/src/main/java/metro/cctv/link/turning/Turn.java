package metro.cctv.link.turning;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One head of one case.
 *
 * @param revision another one: it was wanted anew meanwhile
 * @param agency by whose case the registry knows it, as {@code caseNo} and {@code purpose}
 * @param tries failures so far
 */
record Turn(
        UUID incidentId,
        String cameraId,
        State state,
        long revision,
        double lon,
        double lat,
        @Nullable String agency,
        @Nullable String caseNo,
        @Nullable String purpose,
        int tries) {

    enum State {
        /** To be turned, or turned anew. */
        WANTED,
        TURNED,
        /** Nobody looks any more: to be given back. */
        OVER,
        DONE,
        /** Not turned, and not tried again until the target moves. */
        GIVEN_UP
    }
}
