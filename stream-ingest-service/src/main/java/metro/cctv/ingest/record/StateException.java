package metro.cctv.ingest.record;

import java.io.IOException;

/** The state folder refused, which is no fault of the disk that a segment lies on. */
final class StateException extends IOException {
    private static final long serialVersionUID = 1;

    StateException(IOException cause) {
        super("the state folder refused: " + cause.getClass().getSimpleName(), cause);
    }
}
