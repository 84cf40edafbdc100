package metro.cctv.ingest.relay;

import java.io.Serial;
import metro.cctv.contracts.problem.ProblemType;

/** No picture for this viewer; the ledger has it already. */
public final class ViewRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    ViewRefused(ProblemType type) {
        super(type.slug(), null, false, false);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }

    String detail() {
        return switch (type) {
            case NOT_AUTHENTICATED -> "A token or a media ticket is needed.";
            case TICKET_REFUSED -> "The ticket is unknown, expired, revoked or for another camera.";
            case CASE_NEEDED -> "No open case of your agency covers this camera.";
            case NOT_FOUND -> "No such camera is pulled here.";
            case UNAVAILABLE -> "Another process pulls this camera now; try again.";
            default -> "This role may not watch this camera.";
        };
    }
}
