package metro.cctv.link.turning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import metro.cctv.chassis.client.ServiceTokens;
import metro.cctv.chassis.sweep.Sweep;
import metro.cctv.link.grant.Grants;
import metro.cctv.link.registry.RegistryCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Turns heads and gives them back, away from the case: a camera that hangs costs a thread and nothing else. */
@Component
class TurnSweep implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(TurnSweep.class);
    private static final int AT_ONCE = 32;

    private final TurnStore store;
    private final Optional<Heads> heads;
    private final Grants grants;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final TurnProperties properties;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Sweep sweep = new Sweep("Heads to be turned");

    TurnSweep(
            TurnStore store,
            TurnProperties properties,
            ObjectProvider<ServiceTokens> tokens,
            Grants grants,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.properties = properties;
        this.grants = grants;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        ServiceTokens own = tokens.getIfAvailable();
        this.heads = properties.registryUrl() == null || own == null
                ? Optional.empty()
                : Optional.of(new Heads(new RegistryCalls(properties.registryUrl(), own, properties.patience())));
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void sweep() {
        if (heads.isEmpty()) return;
        sweep.run(() -> {
            store.follow();
            for (Turn turn : store.take(now(), AT_ONCE)) threads.execute(() -> work(heads.get(), turn));
        });
    }

    /** Its lease outlives every patience, so no second thread works on the same row. */
    private void work(Heads registry, Turn turn) {
        boolean back = turn.state() == Turn.State.OVER;
        Heads.Result result;
        try {
            result = back ? registry.giveBack(turn) : registry.turn(turn);
        } catch (RuntimeException e) {
            result = new Heads.Result.Later("the registry is away");
            log.debug("The registry is away: {}", e.getMessage());
        }
        try {
            switch (result) {
                case Heads.Result.Done(String words) ->
                    end(
                            turn,
                            back ? Turn.State.DONE : Turn.State.TURNED,
                            back ? "camera.returned" : "camera.turned",
                            words);
                case Heads.Result.Later(String why)
                when turn.tries() + 1 < properties.tries() -> store.again(turn, now().plus(pause(turn.tries())));
                case Heads.Result.Later(String why) -> giveUp(turn, back, why);
                case Heads.Result.Refused(String why) -> giveUp(turn, back, why);
            }
        } catch (RuntimeException e) {
            // The lease runs out and it is done again.
            log.warn("What became of the head of {} was not written down: {}", turn.cameraId(), e.getMessage());
        }
    }

    private void giveUp(Turn turn, boolean back, String why) {
        end(
                turn,
                back ? Turn.State.DONE : Turn.State.GIVEN_UP,
                back ? "camera.not-returned" : "camera.not-turned",
                why);
    }

    private void end(Turn turn, Turn.State state, String what, String words) {
        transaction.executeWithoutResult(status -> {
            store.lockIncident(turn.incidentId());
            if (!store.ended(turn, state)) return;
            if (state == Turn.State.TURNED) grants.turned(turn.incidentId(), turn.cameraId(), words);
            events.publishEvent(new CameraTurned(turn.incidentId(), what, turn.cameraId() + ": " + words, now()));
        });
    }

    private Duration pause(int tries) {
        return properties.firstPause().multipliedBy(1L << Math.min(tries, 6));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
