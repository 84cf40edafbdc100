package metro.cctv.link.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report of the centre.
 *
 * @param answerBy without a receipt until then it is UNANSWERED
 * @param receiptNo the agency's own number for it
 */
record Report(
        UUID reportId,
        UUID incidentId,
        String agency,
        State state,
        String text,
        @Nullable Integer code,
        String filedBy,
        Instant filedAt,
        Instant answerBy,
        @Nullable String receiptNo,
        @Nullable Instant receivedAt) {

    enum State {
        FILED,
        /** No receipt in time: somebody should telephone. A receipt may still come. */
        UNANSWERED,
        RECEIVED
    }
}
