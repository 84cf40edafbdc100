package metro.cctv.retention.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.retention.clip.ClipJobs.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ClipJobsTest {
    private static final byte[] FILE = {1};
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Seconds; nothing passes by itself. */
    private final AtomicInteger clock = new AtomicInteger();

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
            jobs.sent(wish("a"));
        }
    }

    /** Being sent: nothing that could make room. */
    @Test
    void fourAreHeldAndTwoOfAnAgency() {
        ClipJobs jobs = jobs(PATIENCE, Duration.ofMinutes(10));
        for (String agency : List.of("112", "119")) {
            for (int i = 0; i < 2; i++)
                assertThat(jobs.fetch(wish(agency, "held-" + i), () -> FILE)).isPresent();
            isRefused(jobs, wish(agency, "one more"));
        }
        isRefused(jobs, wish("CITY", "a"));
        jobs.sent(wish("112", "held-0"));
        isRefused(jobs, wish("119", "still one more"));
        assertThat(jobs.fetch(wish("CITY", "a"), () -> FILE)).isPresent();
    }

    /** Who asks and does not come back must not keep others out until it is forgotten. */
    @Test
    void whatWaitsForNobodyMakesRoom() {
        ClipJobs jobs = jobs(Duration.ofMillis(1), Duration.ofMinutes(10));
        for (int i = 0; i < 6; i++) {
            isReady(jobs, wish(i % 3 == 0 ? "112" : i % 3 == 1 ? "119" : "CITY", "gone " + i));
            clock.addAndGet(6);
        }
        for (int i = 0; i < 3; i++) {
            isReady(jobs, wish("112", "of one agency " + i));
            clock.addAndGet(6);
        }
    }

    /** He was told to ask again in a second, so he has a few. */
    @Test
    void whoseOwnerIsAboutToComeIsKept() {
        ClipJobs jobs = jobs(Duration.ofMillis(1), Duration.ofMinutes(10));
        for (int i = 0; i < 2; i++) isReady(jobs, wish("112", "waits " + i));
        clock.addAndGet(5);
        isRefused(jobs, wish("112", "one more"));
        assertThat(jobs.fetch(wish("112", "waits 0"), () -> FILE)).contains(FILE);
        jobs.sent(wish("112", "waits 0"));
        isReady(jobs, wish("112", "one more"));
        clock.addAndGet(1);
        isReady(jobs, wish("112", "in the place of the one that waits"));
    }

    private static void isRefused(ClipJobs jobs, Wish wish) {
        assertThatThrownBy(() -> jobs.fetch(wish, () -> FILE)).isInstanceOf(ProblemException.class);
    }

    private static void isReady(ClipJobs jobs, Wish wish) {
        finishes(jobs, wish);
        await().atMost(PATIENCE).until(() -> jobs.waits(wish));
    }

    /** Held until the asker has gone away, so it is always finished after that. */
    private static void finishes(ClipJobs jobs, Wish wish) {
        var go = new CountDownLatch(1);
        var made = new AtomicInteger();
        await().atMost(PATIENCE)
                .ignoreExceptions() // while the one before is not quite over
                .until(() -> jobs.fetch(wish, () -> slow(go, made)).isEmpty());
        go.countDown();
        await().atMost(PATIENCE).until(() -> made.get() == 1);
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
        Wish wish = wish("never comes back");
        finishes(jobs, wish);
        var again = new AtomicInteger();
        await("it is made anew").atMost(PATIENCE).ignoreExceptions().until(() -> {
            jobs.fetch(wish, () -> slow(new CountDownLatch(0), again)).ifPresent(file -> jobs.sent(wish));
            return again.get() > 0;
        });
    }

    private ClipJobs jobs(Duration answerWithin, Duration waits) {
        return new ClipJobs(
                new ClipProperties(
                        Duration.ofMinutes(1), Duration.ofDays(7), 1280, 1_500_000, 1, 1 << 25, answerWithin, waits),
                new SecondsClock(clock));
    }

    private record SecondsClock(AtomicInteger seconds) implements InstantSource {
        @Override
        public Instant instant() {
            return Instant.EPOCH.plusSeconds(seconds.get());
        }
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
        return wish("112", subject);
    }

    private static Wish wish(String agency, String subject) {
        return new Wish(
                agency, subject, new Clips.Wanted("DJ-SEO-001", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), "C-1"));
    }
}
