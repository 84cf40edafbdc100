package metro.cctv.link.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A state laid flat, for the table and for the doors. */
record AlertRow(
        AlertView.State state,
        @Nullable String by,
        @Nullable Instant at,
        @Nullable String reason,
        @Nullable UUID incidentId,
        @Nullable Instant claimEndsAt) {

    static AlertRow of(AlertState state) {
        return switch (state) {
            case AlertState.New n -> new AlertRow(AlertView.State.NEW, null, null, null, null, null);
            case AlertState.Claimed c -> new AlertRow(AlertView.State.CLAIMED, c.by(), c.at(), null, null, c.until());
            case AlertState.Acknowledged a ->
                new AlertRow(AlertView.State.ACKNOWLEDGED, a.by(), a.at(), null, null, null);
            case AlertState.Dismissed d ->
                new AlertRow(AlertView.State.DISMISSED, d.by(), d.at(), d.reason(), null, null);
            case AlertState.Escalated e ->
                new AlertRow(AlertView.State.ESCALATED, e.by(), e.at(), null, e.incidentId(), null);
        };
    }

    AlertState toState() {
        return switch (state) {
            case NEW -> new AlertState.New();
            case CLAIMED -> new AlertState.Claimed(requireNonNull(by), requireNonNull(at), requireNonNull(claimEndsAt));
            case ACKNOWLEDGED -> new AlertState.Acknowledged(requireNonNull(by), requireNonNull(at));
            case DISMISSED -> new AlertState.Dismissed(requireNonNull(by), requireNonNull(at), requireNonNull(reason));
            case ESCALATED ->
                new AlertState.Escalated(requireNonNull(by), requireNonNull(at), requireNonNull(incidentId));
        };
    }
}
