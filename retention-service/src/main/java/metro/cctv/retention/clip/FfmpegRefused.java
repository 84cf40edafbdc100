package metro.cctv.retention.clip;

import java.io.Serial;

/** FFmpeg could not read or write a picture. */
final class FfmpegRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    FfmpegRefused(String message) {
        super(message);
    }
}
