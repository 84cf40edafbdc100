package metro.cctv.link.actuation;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives back what nobody gave back. */
@Component
class SignalSweep {
    private final SignalPriorities priorities;
    private final Aside aside = new Aside("signal-sweep");

    SignalSweep(SignalPriorities priorities) {
        this.priorities = priorities;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void sweep() {
        aside.run(priorities::endWhatIsOver);
    }
}
