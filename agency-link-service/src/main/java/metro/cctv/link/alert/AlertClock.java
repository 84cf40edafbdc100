package metro.cctv.link.alert;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.sweep.Sweep;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What happens to alerts by the clock, whether anybody's screen is on or not: claims run out, and what nobody touches climbs to
 * the lead and then to the manager. The times stand in the table, so a restart loses none; several instances may sweep at once,
 * each takes rows that no other holds.
 */
@Component
class AlertClock {
    private static final String CLOCK = "clock";
    private static final int SWEEP_ROWS = 200;

    private final AlertStore store;
    private final AlertProperties properties;
    private final AuditTrail audit;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final Sweep sweep = new Sweep("Alerts that the clock moves");

    AlertClock(
            AlertStore store,
            AlertProperties properties,
            AuditTrail audit,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.properties = properties;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        sweep.run(() -> {
            transaction.executeWithoutResult(status -> endClaims(now));
            transaction.executeWithoutResult(status -> climb(now));
        });
    }

    /** Nobody took a further step: it waits for everybody again, and its clock begins anew at the level it had. */
    private void endClaims(Instant now) {
        for (Alert alert : store.claimsToEnd(now, SWEEP_ROWS)) {
            String holder = alert.state() instanceof AlertState.Claimed claimed ? claimed.by() : "";
            if (store.update(alert, new AlertState.New(), climbsAt(alert, alert.level(), now)))
                tell(alert, "alert.claim-ended", holder, now);
        }
    }

    private void climb(Instant now) {
        List<Alert> due = store.toClimb(now, SWEEP_ROWS);
        for (Alert alert : due) {
            Optional<AlertLevel> above = alert.level().above();
            if (above.isEmpty()) continue;
            store.climb(alert.raised().alertId(), above.get(), now, climbsAt(alert, above.get(), now));
            tell(alert, "alert.climbed", above.get().name(), now);
        }
    }

    private @Nullable Instant climbsAt(Alert alert, AlertLevel level, Instant now) {
        return ClimbPolicy.climbsAt(
                        level, now, properties.patience(alert.raised().behaviour()))
                .orElse(null);
    }

    private void tell(Alert alert, String what, String detail, Instant now) {
        store.addEntry(alert.raised().alertId(), new AlertEntry(now, CLOCK, what, detail));
        audit.allowedTogether(
                null,
                Access.to(what, "alert", alert.raised().alertId().toString())
                        .in(alert.raised().districtCode())
                        .by(CLOCK, null));
        store.tellDashboards(alert.raised().alertId());
    }
}
