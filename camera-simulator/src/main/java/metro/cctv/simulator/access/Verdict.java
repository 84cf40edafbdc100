package metro.cctv.simulator.access;

import java.util.List;

/** May this request go on? */
public sealed interface Verdict {
    record Granted() implements Verdict {}

    /** @param challenges values for {@code WWW-Authenticate}, one header each */
    record Refused(List<String> challenges) implements Verdict {
        public Refused {
            challenges = List.copyOf(challenges);
        }
    }
}
