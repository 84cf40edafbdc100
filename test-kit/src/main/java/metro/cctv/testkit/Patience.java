package metro.cctv.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** How long a test waits for what must come, unless it says otherwise: for ever on a good machine, and long enough on a full one. */
public final class Patience implements LauncherSessionListener {
    public static final Duration TIME = Duration.ofSeconds(60);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(TIME);
    }
}
