package metro.cctv.registry.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import metro.cctv.registry.health.DistrictLinks.Link;
import metro.cctv.registry.health.HealthRule.Verdict;
import metro.cctv.registry.health.HealthStore.Found;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What time alone brings about: silence, stale districts, states that end by themselves. One instance at a time: an advisory
 * lock is held for the whole sweep, each step commits by itself.
 */
@Component
@EnableScheduling
class HealthSweep {
    private static final Logger log = LoggerFactory.getLogger(HealthSweep.class);
    private static final int BATCH = 2_000;
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final HealthIntake intake;
    private final HealthStore states;
    private final WordStore words;
    private final DistrictLinks districts;
    private final HealthProperties settings;
    private final ApplicationEventPublisher listeners;
    private final Clock clock;
    private final TransactionTemplate lock;
    private final TransactionTemplate step;
    /** Before this nobody listened here, so nobody was silent. */
    private final Instant listeningSince;

    private Instant silenceLookedAt = Instant.EPOCH;
    private Instant forgottenAt = Instant.EPOCH;

    HealthSweep(
            JdbcClient jdbc,
            HealthIntake intake,
            HealthStore states,
            WordStore words,
            DistrictLinks districts,
            HealthProperties settings,
            ApplicationEventPublisher listeners,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.intake = intake;
        this.states = states;
        this.words = words;
        this.districts = districts;
        this.settings = settings;
        this.listeners = listeners;
        this.clock = clock;
        this.lock = new TransactionTemplate(transactions);
        this.step = new TransactionTemplate(transactions);
        this.step.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.listeningSince = clock.instant();
    }

    @Scheduled(fixedDelayString = "${cctv.health.sweep-every:5s}", initialDelayString = "${cctv.health.sweep-every:5s}")
    void scheduled() {
        try {
            Instant now = clock.instant();
            boolean silence = !silenceLookedAt.plus(settings.silenceEvery()).isAfter(now);
            if (silence) silenceLookedAt = now;
            sweep(now, listeningSince, silence);
        } catch (RuntimeException e) {
            log.warn("The health sweep waits for its next turn: {}", e.getMessage());
        }
    }

    /**
     * @param heardFrom when listening began: an earlier silence was our own deafness
     * @param silence look at every camera's last word too
     * @return false when another instance sweeps
     */
    boolean sweep(Instant now, Instant heardFrom, boolean silence) {
        return Boolean.TRUE.equals(lock.execute(held -> {
            if (!locked()) return false;
            turnDistrictsStale(now, heardFrom);
            if (silence) findSilent(now, heardFrom);
            recheckDue(now);
            forget(now);
            listeners.publishEvent(new HealthSwept(now));
            return true;
        }));
    }

    private boolean locked() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext(current_schema() || '.health-sweep'))")
                .query(Boolean.class)
                .single();
    }

    private void turnDistrictsStale(Instant now, Instant heardFrom) {
        for (Link link : districts.speaking()) {
            if (!SilenceRule.isStale(link.heardAt(), heardFrom, settings.silenceAfter(), now)) continue;
            step.executeWithoutResult(status -> {
                if (!districts.turnStale(link)) return;
                int cameras = states.turnStale(link.districtCode(), link.heardAt(), now);
                log.warn("District {} is silent since {}: {} cameras", link.districtCode(), link.heardAt(), cameras);
            });
        }
    }

    private void findSilent(Instant now, Instant heardFrom) {
        List<WordStore.Silent> silent = words.silentSince(now.minus(settings.silenceAfter()), BATCH);
        List<Found> found = silent.stream()
                .flatMap(camera -> SilenceRule.assess(
                        camera.heardAt(), camera.countedFrom(), heardFrom, settings.silenceAfter(), now)
                        .map(health -> new Found(
                                camera.cameraId(),
                                camera.districtCode(),
                                new Verdict(health, camera.heardAt(), null),
                                camera.heardAt()))
                        .stream())
                .toList();
        step.executeWithoutResult(status -> states.apply(found, now));
    }

    private void recheckDue(Instant now) {
        List<String> due = states.dueForRecheck(now, BATCH);
        if (!due.isEmpty()) step.executeWithoutResult(status -> intake.recheck(due, now));
    }

    private void forget(Instant now) {
        if (forgottenAt.plus(FORGET_EVERY).isAfter(now)) return;
        Instant before =
                now.atOffset(ZoneOffset.UTC).minus(settings.keepHistory()).toInstant();
        int gone = step.execute(status -> states.forget(before, 50 * BATCH));
        if (gone > 0) log.info("Forgot {} states that ended before {}", gone, before);
        forgottenAt = now;
    }
}
