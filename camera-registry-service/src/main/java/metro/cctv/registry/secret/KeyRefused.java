package metro.cctv.registry.secret;

import java.io.Serial;

/** A key is missing, wrong or unreachable. The words name keys and cameras, never what they protect. */
class KeyRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    private KeyRefused(String words, boolean temporary) {
        super(words);
        this.temporary = temporary;
    }

    static KeyRefused lasting(String words) {
        return new KeyRefused(words, false);
    }

    /** Try again later: nothing is wrong with the secret itself. */
    static KeyRefused temporary(String words) {
        return new KeyRefused(words, true);
    }

    boolean isTemporary() {
        return temporary;
    }
}
