package metro.cctv.link.actuation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives back what nobody gave back. */
@Component
class SignalSweep {
    private static final Logger log = LoggerFactory.getLogger(SignalSweep.class);

    private final SignalPriorities priorities;
    private volatile boolean troubled;

    SignalSweep(SignalPriorities priorities) {
        this.priorities = priorities;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        try {
            priorities.endWhatIsOver();
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled) log.warn("Signal priorities wait: {}", e.getMessage());
            troubled = true;
        }
    }
}
