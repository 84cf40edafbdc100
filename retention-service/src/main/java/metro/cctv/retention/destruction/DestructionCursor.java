package metro.cctv.retention.destruction;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** Where a list of records goes on. */
record DestructionCursor(Instant beganAt, UUID id) {

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((beganAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    static DestructionCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            return new DestructionCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
        }
    }
}
