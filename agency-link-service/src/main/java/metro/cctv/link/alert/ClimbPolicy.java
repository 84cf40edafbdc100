package metro.cctv.link.alert;

import java.time.Instant;
import java.util.Optional;
import metro.cctv.link.alert.AlertProperties.Patience;

/** When an alert that nobody touches goes one level up. */
final class ClimbPolicy {
    private ClimbPolicy() {}

    /** Empty: nobody is above. */
    static Optional<Instant> climbsAt(AlertLevel level, Instant since, Patience patience) {
        return switch (level) {
            case OPERATOR -> Optional.of(since.plus(patience.operator()));
            case LEAD -> Optional.of(since.plus(patience.lead()));
            case MANAGER -> Optional.empty();
        };
    }
}
