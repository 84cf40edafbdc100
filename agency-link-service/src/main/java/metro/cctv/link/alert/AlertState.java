package metro.cctv.link.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * New → (Claimed →) Acknowledged, Dismissed or Escalated. One person handles an alert: whoever took it may go on with it,
 * and a lead may take it over; anybody else hears that it is handled already, and by whom. A claim holds for a while: claiming
 * again prolongs it. Otherwise the same step again by the same person changes nothing.
 */
sealed interface AlertState {
    /**
     * Who acts, and whether as a lead.
     *
     * @param keeps how long a claim holds without another step
     */
    record Hand(String who, boolean lead, Duration keeps) {}

    record New() implements AlertState {}

    /** @param until exclusive: then anybody may take it, and the queue takes it back */
    record Claimed(String by, Instant at, Instant until) implements AlertState {
        boolean holdsAt(Instant now) {
            return now.isBefore(until);
        }
    }

    /** Seen and right, no case needed yet. */
    record Acknowledged(String by, Instant at) implements AlertState {}

    record Dismissed(String by, Instant at, String reason) implements AlertState {}

    record Escalated(String by, Instant at, UUID incidentId) implements AlertState {}

    static AlertState claim(AlertState state, Hand hand, Instant at) {
        return switch (state) {
            case New n -> new Claimed(hand.who(), at, at.plus(hand.keeps()));
            case Claimed c when c.by().equals(hand.who()) -> new Claimed(hand.who(), c.at(), at.plus(hand.keeps()));
            case Claimed c when hand.lead() || !c.holdsAt(at) -> new Claimed(hand.who(), at, at.plus(hand.keeps()));
            case Claimed c -> throw handled("CLAIMED", c.by());
            case Acknowledged a -> throw handled("ACKNOWLEDGED", a.by());
            case Dismissed d -> throw handled("DISMISSED", d.by());
            case Escalated e -> throw handled("ESCALATED", e.by());
        };
    }

    static AlertState acknowledge(AlertState state, Hand hand, Instant at) {
        return switch (state) {
            case New n -> new Acknowledged(hand.who(), at);
            case Claimed c when may(hand, c.by()) || !c.holdsAt(at) -> new Acknowledged(hand.who(), at);
            case Acknowledged a when a.by().equals(hand.who()) -> a;
            case Claimed c -> throw handled("CLAIMED", c.by());
            case Acknowledged a -> throw handled("ACKNOWLEDGED", a.by());
            case Dismissed d -> throw handled("DISMISSED", d.by());
            case Escalated e -> throw handled("ESCALATED", e.by());
        };
    }

    static AlertState dismiss(AlertState state, Hand hand, String reason, Instant at) {
        return switch (state) {
            case New n -> new Dismissed(hand.who(), at, reason);
            case Claimed c when may(hand, c.by()) || !c.holdsAt(at) -> new Dismissed(hand.who(), at, reason);
            case Acknowledged a when may(hand, a.by()) -> new Dismissed(hand.who(), at, reason);
            case Dismissed d when d.by().equals(hand.who()) -> d;
            case Claimed c -> throw handled("CLAIMED", c.by());
            case Acknowledged a -> throw handled("ACKNOWLEDGED", a.by());
            case Dismissed d -> throw handled("DISMISSED", d.by());
            case Escalated e -> throw handled("ESCALATED", e.by());
        };
    }

    /** @param incidentId of the incident to open, used only when this step counts */
    static AlertState escalate(AlertState state, Hand hand, UUID incidentId, Instant at) {
        return switch (state) {
            case New n -> new Escalated(hand.who(), at, incidentId);
            case Claimed c when may(hand, c.by()) || !c.holdsAt(at) -> new Escalated(hand.who(), at, incidentId);
            case Acknowledged a when may(hand, a.by()) -> new Escalated(hand.who(), at, incidentId);
            case Escalated e when e.by().equals(hand.who()) -> e;
            case Claimed c -> throw handled("CLAIMED", c.by());
            case Acknowledged a -> throw handled("ACKNOWLEDGED", a.by());
            case Dismissed d -> throw handled("DISMISSED", d.by());
            case Escalated e -> throw handled("ESCALATED", e.by());
        };
    }

    /** Back to the queue, or to somebody else; what is decided stays with whoever decided it. */
    static AlertState handOver(AlertState state, @Nullable String to, Duration keeps, Instant at) {
        return switch (state) {
            case Claimed c -> to == null ? new New() : new Claimed(to, at, at.plus(keeps));
            case Acknowledged a -> to == null ? new New() : new Acknowledged(to, at);
            case New n -> n;
            case Dismissed d -> d;
            case Escalated e -> e;
        };
    }

    private static boolean may(Hand hand, String holder) {
        return hand.lead() || hand.who().equals(holder);
    }

    private static ProblemException handled(String state, String by) {
        return new ProblemException(
                ProblemType.ALERT_ALREADY_HANDLED,
                "It is " + state + " by " + by + ".",
                Map.of("state", state, "handledBy", by));
    }
}
