package metro.cctv.contracts.recording;

import java.io.IOException;

/** What was read is no sealed recording, was changed, or does not fit the key; another try reads the same. */
public final class DamagedRecordingException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedRecordingException(String message) {
        super(message);
    }

    DamagedRecordingException(String message, Throwable cause) {
        super(message, cause);
    }
}
