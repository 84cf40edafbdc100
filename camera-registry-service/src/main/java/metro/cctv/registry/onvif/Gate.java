package metro.cctv.registry.onvif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** So many at a time and so many a minute, of all people together: what asks devices must not become a flood. */
final class Gate {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final String what;
    private final int atOnce;
    private final int perMinute;
    private final Clock clock;
    private final Deque<Instant> begun = new ArrayDeque<>();
    private int running;

    Gate(String what, int atOnce, int perMinute, Clock clock) {
        this.what = what;
        this.atOnce = atOnce;
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** @throws ProblemException {@code too-many-requests} */
    synchronized void enter() {
        Instant now = clock.instant();
        while (!begun.isEmpty() && !begun.peekFirst().plus(WINDOW).isAfter(now)) begun.removeFirst();
        if (running >= atOnce) throw tooMany(atOnce + " at a time; wait for one to end");
        if (begun.size() >= perMinute) throw tooMany(perMinute + " a minute; wait a little");
        begun.addLast(now);
        running++;
    }

    synchronized void leave() {
        running--;
    }

    private ProblemException tooMany(String words) {
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS, what + ": " + words + ".");
    }
}
