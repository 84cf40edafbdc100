package metro.cctv.registry.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.chassis.problem.ProblemException;
import org.junit.jupiter.api.Test;

class HeadLanesTest {
    private final HeadLanes lanes = new HeadLanes(Duration.ofSeconds(5));
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @Test
    void ofTheCommandsThatWaitedOnlyTheNewestAndEveryStopGoOut() throws Exception {
        var busy = new CountDownLatch(1);
        Thread first = Thread.startVirtualThread(() -> lanes.byHand("A", false, () -> {
            sent.add("first");
            awaitQuietly(busy);
        }));
        await().until(() -> !sent.isEmpty());
        var started = new AtomicInteger();
        List<Thread> waiting = new CopyOnWriteArrayList<>();
        for (String name : List.of("stale", "stop", "stale too", "newest")) {
            int before = started.get();
            waiting.add(Thread.startVirtualThread(() -> {
                started.incrementAndGet();
                lanes.byHand("A", name.equals("stop"), () -> sent.add(name));
            }));
            Thread thread = waiting.getLast();
            await().until(() -> started.get() > before && thread.getState() == Thread.State.TIMED_WAITING);
        }
        busy.countDown();
        first.join();
        for (Thread thread : waiting) thread.join();
        assertThat(sent).containsExactly("first", "stop", "newest");
    }

    @Test
    void aCameraThatHangsKeepsNobodyElseWaiting() {
        var hangs = new CountDownLatch(1);
        Thread hanging = Thread.startVirtualThread(() -> lanes.byHand("A", false, () -> {
            sent.add("A");
            awaitQuietly(hangs);
        }));
        await().until(() -> sent.contains("A"));
        lanes.byHand("B", false, () -> sent.add("B"));
        assertThat(sent).as("while A hangs").containsExactly("A", "B");
        var impatient = new HeadLanes(Duration.ofMillis(50));
        Thread again = Thread.startVirtualThread(() -> impatient.byHand("A", false, () -> {
            sent.add("A2");
            awaitQuietly(hangs);
        }));
        await().until(() -> sent.contains("A2"));
        assertThatThrownBy(() -> impatient.byHand("A", false, () -> sent.add("never")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("earlier command");
        hangs.countDown();
        await().until(() -> !hanging.isAlive() && !again.isAlive());
        assertThat(sent).doesNotContain("never");
    }

    @Test
    void aFailureFreesTheLane() {
        assertThatThrownBy(() -> lanes.byItself("A", () -> {
                    throw new IllegalStateException("camera");
                }))
                .hasMessage("camera");
        assertThat(lanes.byHand("A", false, () -> sent.add("next"))).isTrue();
        assertThat(sent).containsExactly("next");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
