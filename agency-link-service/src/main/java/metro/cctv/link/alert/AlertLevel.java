package metro.cctv.link.alert;

import java.util.Optional;

/** Who is asked to look at an alert, one above the other. */
enum AlertLevel {
    OPERATOR,
    LEAD,
    MANAGER;

    Optional<AlertLevel> above() {
        return this == MANAGER ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
    }
}
