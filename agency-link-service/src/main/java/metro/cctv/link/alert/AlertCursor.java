package metro.cctv.link.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** Where a page of alerts ended. Opaque to clients. */
record AlertCursor(Instant raisedAt, UUID alertId) {
    AlertCursor {
        raisedAt = raisedAt.truncatedTo(ChronoUnit.MICROS); // as the table has it
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((raisedAt + " " + alertId).getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws IllegalArgumentException when it is none of ours */
    static AlertCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII).split(" ", 2);
            return new AlertCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("cursor: not one that a list answered", e);
        }
    }
}
