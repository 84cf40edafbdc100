package metro.cctv.registry.site;

import java.io.Serial;

/** The file as a whole cannot be imported; the words say why and what to do. */
class FileRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    FileRefused(String words) {
        super(words);
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
