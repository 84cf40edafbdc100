package metro.cctv.registry.posture;

import java.time.Instant;
import java.util.List;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.secret.PasswordFacts;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one camera's security.
 *
 * @param addresses of its streams and its ONVIF door
 * @param password null: nothing is known of one
 * @param isLogInUnread it has a log-in, sealed in a format that cannot be compared
 * @param certificateChangedAt when it was last seen with another certificate than before; null: never
 */
record Facts(
        List<String> addresses,
        SecurityFacts device,
        @Nullable PasswordFacts password,
        boolean isLogInUnread,
        @Nullable Instant certificateChangedAt) {}
