package metro.cctv.link.incident;

import java.time.Instant;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** Open → Closed; each state holds only what is true in it. More states will stand between. */
public sealed interface Incident {
    IncidentFacts facts();

    record Open(IncidentFacts facts) implements Incident {
        @Override
        public Closed close(String by, String reason, Instant at) {
            return new Closed(facts, by, reason, at);
        }
    }

    record Closed(IncidentFacts facts, String by, String reason, Instant at) implements Incident {
        @Override
        public Closed close(String nobody, String why, Instant when) {
            throw new ProblemException(ProblemType.CASE_CLOSED, "It was closed at " + at + " by " + by + ".");
        }
    }

    /** @throws ProblemException when it is closed already */
    Closed close(String by, String reason, Instant at);
}
