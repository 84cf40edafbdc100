package metro.cctv.gateway.login;

import java.io.Serial;
import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords: nothing was checked. */
class MustWait extends AuthenticationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration left;

    MustWait(Duration left) {
        super("too many failures");
        this.left = left;
    }

    /** Rounded up, at least one. */
    long seconds() {
        return Math.max(1, left.plusMillis(999).toSeconds());
    }
}
