package metro.cctv.analytics.model;

import java.io.Serial;

/** The model or its manifest is not what it should be. The message says what and where; the runtime never saw the file. */
public class ModelRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public ModelRefused(String message) {
        super(message);
    }

    public ModelRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
