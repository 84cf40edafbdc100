package metro.cctv.registry.outage;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind this outage. */
record OutageCursor(Instant since, UUID outageId) {
    static OutageCursor after(Outage last) {
        return new OutageCursor(last.since(), last.outageId());
    }

    static @Nullable OutageCursor of(@Nullable String text) {
        if (text == null) return null;
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length == 2)
                return new OutageCursor(withinReason(Instant.parse(parts[0])), UUID.fromString(parts[1]));
        } catch (IllegalArgumentException | DateTimeException e) {
            // answered below like every other cursor that is none of ours
        }
        throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((since + "/" + outageId).getBytes(StandardCharsets.UTF_8));
    }

    private static Instant withinReason(Instant since) {
        if (since.isBefore(Instant.parse("2000-01-01T00:00:00Z"))
                || since.isAfter(Instant.parse("2200-01-01T00:00:00Z"))) throw new IllegalArgumentException("since");
        return since;
    }
}
