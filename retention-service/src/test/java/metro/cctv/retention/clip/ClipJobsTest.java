package metro.cctv.retention.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.clip.ClipJobs.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClipJobsTest {
    private static final byte[] FILE = {1};
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whoAsksAgainMeetsHisOwnWork() {
        ClipJobs jobs = jobs(Duration.ofMillis(1), Duration.ofMinutes(10));
        var go = new CountDownLatch(1);
        var made = new AtomicInteger();
        assertThat(jobs.fetch(wish("a"), () -> slow(go, made))).isEmpty();
        assertThat(jobs.fetch(wish("a"), () -> slow(go, made))).isEmpty();
        assertThatThrownBy(() -> jobs.fetch(wish("b"), () -> slow(go, made)))
                .as("another's meanwhile")
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
        go.countDown();
        Optional<byte[]> file =
                await().atMost(PATIENCE).until(() -> jobs.fetch(wish("a"), () -> slow(go, made)), Optional::isPresent);
        assertThat(file).contains(FILE);
        assertThat(made).hasValue(1);
    }

    @Test
    void aFinishedOneIsGivenOutOnce() {
        ClipJobs jobs = jobs(PATIENCE, Duration.ofMinutes(10));
        var made = new AtomicInteger();
        for (int i = 1; i <= 3; i++) {
            assertThat(jobs.fetch(wish("a"), () -> slow(new CountDownLatch(0), made)))
                    .isPresent();
            assertThat(made).hasValue(i);
            jobs.sent();
        }
    }

    @Test
    void fourAreHeldAndNoMore() {
        ClipJobs jobs = jobs(PATIENCE, Duration.ofMinutes(10));
        for (int i = 0; i < 4; i++)
            assertThat(jobs.fetch(wish("held-" + i), () -> FILE)).isPresent();
        assertThatThrownBy(() -> jobs.fetch(wish("a"), () -> FILE)).isInstanceOf(ProblemException.class);
        jobs.sent();
        assertThat(jobs.fetch(wish("a"), () -> FILE)).isPresent();
    }

    @Test
    void aFailureIsToldAndLeavesNoPlaceTaken() {
        ClipJobs jobs = jobs(PATIENCE, Duration.ofMinutes(10));
        for (int i = 0; i < 6; i++)
            assertThatThrownBy(() -> jobs.fetch(wish("a"), () -> {
                        throw new ProblemException(ProblemType.TOO_LARGE, "too large");
                    }))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_LARGE));
        assertThat(jobs.fetch(wish("a"), () -> FILE)).isPresent();
    }

    @Test
    void whatNobodyFetchesIsForgotten() {
        ClipJobs jobs = jobs(Duration.ofMillis(1), Duration.ofMillis(1));
        var made = new AtomicInteger();
        for (int i = 0; i < 6; i++) {
            String subject = "never comes back " + i;
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                jobs.fetch(wish(subject), () -> slow(new CountDownLatch(0), made))
                        .ifPresent(file -> jobs.sent());
                return true;
            });
        }
        assertThat(made.get()).isGreaterThan(4);
    }

    private static ClipJobs jobs(Duration answerWithin, Duration waits) {
        return new ClipJobs(new ClipProperties(
                Duration.ofMinutes(1), Duration.ofDays(7), 1280, 1_500_000, 1, 1 << 25, answerWithin, waits));
    }

    private static byte[] slow(CountDownLatch go, AtomicInteger made) {
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        made.incrementAndGet();
        return FILE;
    }

    private static Wish wish(String subject) {
        return new Wish(
                "112", subject, new Clips.Wanted("DJ-SEO-001", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "C-1"));
    }
}
