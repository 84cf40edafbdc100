package metro.cctv.link.incident;

import java.time.Instant;
import java.util.Map;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.incident.IncidentChanged.State;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Reported → Confirmed → Shared → Responding → Closed; it may be closed from each. The same step again changes nothing,
 * a step too early is refused, and a closed incident takes no step at all.
 */
public sealed interface IncidentState {
    String by();

    /** Since when it is so. */
    Instant since();

    State name();

    record Reported(String by, Instant since) implements IncidentState {
        @Override
        public State name() {
            return State.REPORTED;
        }
    }

    /** A person of the centre, or an agency that opened its own case, stands for it. */
    record Confirmed(String by, Instant since) implements IncidentState {
        @Override
        public State name() {
            return State.CONFIRMED;
        }
    }

    record Shared(String by, Instant since) implements IncidentState {
        @Override
        public State name() {
            return State.SHARED;
        }
    }

    /** @param arrivedAt null while help is on its way */
    record Responding(String by, Instant since, @Nullable Instant arrivedAt) implements IncidentState {
        @Override
        public State name() {
            return State.RESPONDING;
        }
    }

    record Closed(String by, Instant since, Closing closing) implements IncidentState {
        @Override
        public State name() {
            return State.CLOSED;
        }
    }

    /** Steps that can come too early. */
    enum Step {
        SHARE,
        UNSHARE,
        RESPOND,
        ARRIVE,
        TRANSFER,
        JOIN
    }

    static IncidentState confirm(IncidentState state, String by, Instant at) {
        return switch (state) {
            case Reported r -> new Confirmed(by, at);
            case Confirmed c -> c;
            case Shared s -> s;
            case Responding r -> r;
            case Closed c -> throw closed(c);
        };
    }

    /** An agency begins to take part. */
    static IncidentState share(IncidentState state, String by, Instant at) {
        return switch (state) {
            case Reported r -> throw tooEarly(r, Step.SHARE, "a person of the centre confirms it first");
            case Confirmed c -> new Shared(by, at);
            case Shared s -> s;
            case Responding r -> r;
            case Closed c -> throw closed(c);
        };
    }

    /** An agency takes part no longer; help that is on its way stays on its way. */
    static IncidentState unshare(IncidentState state, boolean othersTakePart, String by, Instant at) {
        return switch (state) {
            case Reported r -> throw tooEarly(r, Step.UNSHARE, "it is shared with nobody");
            case Confirmed c -> throw tooEarly(c, Step.UNSHARE, "it is shared with nobody");
            case Shared s -> othersTakePart ? s : new Confirmed(by, at);
            case Responding r -> r;
            case Closed c -> throw closed(c);
        };
    }

    static IncidentState respond(IncidentState state, String by, Instant at) {
        return switch (state) {
            case Reported r -> throw tooEarly(r, Step.RESPOND, "it is shared with an agency first");
            case Confirmed c -> throw tooEarly(c, Step.RESPOND, "it is shared with an agency first");
            case Shared s -> new Responding(by, at, null);
            case Responding r -> r;
            case Closed c -> throw closed(c);
        };
    }

    /** Whoever arrives was on the way. */
    static IncidentState arrive(IncidentState state, String by, Instant at) {
        return switch (state) {
            case Reported r -> throw tooEarly(r, Step.ARRIVE, "it is shared with an agency first");
            case Confirmed c -> throw tooEarly(c, Step.ARRIVE, "it is shared with an agency first");
            case Shared s -> new Responding(by, at, at);
            case Responding r -> r.arrivedAt() == null ? new Responding(r.by(), r.since(), at) : r;
            case Closed c -> throw closed(c);
        };
    }

    /** Another agency leads; it has not answered yet, so whatever was under way is only shared again. */
    static IncidentState transfer(IncidentState state, String by, Instant at) {
        return switch (state) {
            case Reported r -> throw tooEarly(r, Step.TRANSFER, "a person of the centre confirms it first");
            case Confirmed c -> new Shared(by, at);
            case Shared s -> s;
            case Responding r -> new Shared(by, at);
            case Closed c -> throw closed(c);
        };
    }

    /** Joint response needs somebody to respond jointly with. */
    static IncidentState join(IncidentState state) {
        return switch (state) {
            case Reported r -> throw tooEarly(r, Step.JOIN, "an agency leads it first");
            case Confirmed c -> throw tooEarly(c, Step.JOIN, "an agency leads it first");
            case Shared s -> s;
            case Responding r -> r;
            case Closed c -> throw closed(c);
        };
    }

    /** Whatever changes only what is known of it: code, kind, words, wide area, notes, checklist. */
    static IncidentState change(IncidentState state) {
        return switch (state) {
            case Reported r -> r;
            case Confirmed c -> c;
            case Shared s -> s;
            case Responding r -> r;
            case Closed c -> throw closed(c);
        };
    }

    static Closed close(IncidentState state, Closing closing, String by, Instant at) {
        return switch (state) {
            case Reported r -> new Closed(by, at, closing);
            case Confirmed c -> new Closed(by, at, closing);
            case Shared s -> new Closed(by, at, closing);
            case Responding r -> new Closed(by, at, closing);
            case Closed c -> throw closed(c);
        };
    }

    private static ProblemException closed(Closed state) {
        return new ProblemException(
                ProblemType.CASE_CLOSED, "It was closed at " + state.since() + " by " + state.by() + ".");
    }

    private static ProblemException tooEarly(IncidentState state, Step step, String first) {
        return new ProblemException(
                ProblemType.INCIDENT_STEP_REFUSED,
                "It is " + state.name() + ": " + first + ".",
                Map.of("state", state.name(), "step", step));
    }
}
