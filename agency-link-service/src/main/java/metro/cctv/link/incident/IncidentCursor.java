package metro.cctv.link.incident;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where a page of incidents ended. Opaque to clients. */
record IncidentCursor(Instant openedAt, UUID incidentId) {

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((openedAt + " " + incidentId).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException when it is none of ours */
    static IncidentCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            return new IncidentCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("cursor: not one that a list answered", e);
        }
    }
}
