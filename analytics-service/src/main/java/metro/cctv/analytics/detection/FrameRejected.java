package metro.cctv.analytics.detection;

import java.io.Serial;

/** This frame cannot be analysed, now or ever: it is parked with its reason. */
public class FrameRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Few and fixed: they become a metric's tag. */
    public enum Reason {
        HEADERS,
        TOO_LARGE,
        BROKEN_PICTURE,
        FROM_THE_FUTURE,
        MODEL_OUTPUT
    }

    private final Reason reason;

    public FrameRejected(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
