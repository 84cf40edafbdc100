package metro.cctv.registry.posture;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CamerasChanged;
import metro.cctv.registry.posture.PostureStore.Assessed;
import metro.cctv.registry.posture.PostureStore.Candidate;
import metro.cctv.registry.secret.PasswordAudit;
import metro.cctv.registry.secret.PasswordFacts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Assesses changed cameras at the next turn, and all of them in rounds: days go by, passwords are shared with others,
 * certificates end. A batch at a time, so memory does not grow with the metro.
 */
@Component
@EnableScheduling
class PostureAssessor {
    private static final Logger log = LoggerFactory.getLogger(PostureAssessor.class);

    private final PostureStore store;
    private final PasswordAudit passwords;
    private final PostureProperties settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private @Nullable String roundAt;

    PostureAssessor(
            PostureStore store,
            PasswordAudit passwords,
            PostureProperties settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Within the change's transaction: it is due when the change is true. */
    @EventListener
    public void on(CamerasChanged changed) {
        Instant now = clock.instant();
        for (CamerasChanged.Change change : changed.changes()) sight(change.before(), change.after(), now);
        store.due(changed.changes().stream().map(c -> c.after().cameraId()).toList());
    }

    private void sight(@Nullable Camera before, Camera after, Instant now) {
        String shown = certificateOf(after);
        String known = before == null ? null : certificateOf(before);
        if (shown == null || shown.equals(known)) return;
        if (before != null && known != null) store.knewCertificate(after.cameraId(), known, before.changedAt());
        store.sawCertificate(after.cameraId(), shown, now);
    }

    @Scheduled(fixedDelayString = "${cctv.posture.every:5s}", initialDelayString = "${cctv.posture.every:5s}")
    void turn() {
        try {
            while (assessDue() == settings.batch()) {}
            transaction.executeWithoutResult(status -> {
                if (isMyTurn()) round();
            });
        } catch (RuntimeException e) {
            log.warn("Postures wait for their next turn: {}", e.getMessage());
        }
    }

    int assessDue() {
        Integer taken = transaction.execute(status -> {
            List<String> due = store.takeDue(settings.batch());
            if (!due.isEmpty()) assess(store.of(due));
            return due.size();
        });
        return taken == null ? 0 : taken;
    }

    private void round() {
        List<Candidate> next = store.after(roundAt, settings.batch());
        assess(next);
        roundAt = next.size() < settings.batch() ? null : next.getLast().cameraId();
    }

    private boolean isMyTurn() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext(current_schema() || '.posture'))")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private void assess(List<Candidate> cameras) {
        Instant now = clock.instant();
        Map<String, PasswordFacts> known =
                passwords.of(cameras.stream().map(Candidate::cameraId).toList());
        List<Assessed> assessed = new ArrayList<>(cameras.size());
        List<String> gone = new ArrayList<>();
        for (Candidate camera : cameras) {
            if (camera.retired()) {
                gone.add(camera.cameraId());
                continue;
            }
            try {
                assessed.add(assess(camera, known.get(camera.cameraId()), now));
            } catch (RuntimeException e) {
                log.error("The posture of {} cannot be assessed: {}", camera.cameraId(), e.getMessage());
            }
        }
        store.store(assessed, gone, now);
    }

    private Assessed assess(Candidate camera, @Nullable PasswordFacts password, Instant now) {
        Facts facts = new Facts(
                camera.addresses(),
                store.device(camera),
                password,
                camera.isLogInUnread(),
                camera.certificateChangedAt());
        List<Finding> findings = PostureRule.assess(facts, settings, now);
        return new Assessed(camera.cameraId(), camera.districtCode(), PostureRule.score(findings), findings);
    }

    private static @Nullable String certificateOf(Camera camera) {
        return camera.facts().security().certificateSha256();
    }
}
