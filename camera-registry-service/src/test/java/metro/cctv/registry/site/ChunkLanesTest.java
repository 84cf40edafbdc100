package metro.cctv.registry.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ChunkLanesTest {
    private final List<Integer> ended = new ArrayList<>();

    @Test
    void twoAreUnderWayAtOnceAndEndInOrder() {
        var bothHere = new Phaser(2);
        try (var lanes = new ChunkLanes(2)) {
            for (int n = 0; n < 6; n++) {
                int number = n;
                assertThat(lanes.beside(before -> {
                            bothHere.arriveAndAwaitAdvance();
                            return before.await() && ended.add(number);
                        }))
                        .isTrue();
            }
            assertThat(lanes.allEnded()).isTrue();
        }
        assertThat(ended).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void theQuickOneWaitsForTheSlowOneBeforeIt() {
        var secondIsReady = new CountDownLatch(1);
        try (var lanes = new ChunkLanes(2)) {
            lanes.beside(before -> before.await() && reached(secondIsReady) && ended.add(0));
            lanes.beside(before -> {
                secondIsReady.countDown();
                return before.await() && ended.add(1);
            });
            assertThat(lanes.allEnded()).isTrue();
        }
        assertThat(ended).containsExactly(0, 1);
    }

    @Test
    void nothingBehindAFailureEnds() {
        try (var lanes = new ChunkLanes(2)) {
            assertThatThrownBy(() -> {
                        lanes.beside(before -> {
                            throw new IllegalStateException("the database is away");
                        });
                        lanes.beside(before -> before.await() && ended.add(1));
                        lanes.beside(before -> before.await() && ended.add(2));
                        lanes.allEnded();
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the database is away");
        }
        assertThat(ended).isEmpty();
    }

    @Test
    void nothingBehindACancelledOneEnds() {
        try (var lanes = new ChunkLanes(2)) {
            lanes.beside(before -> before.await() && ended.add(0));
            lanes.beside(before -> false);
            lanes.beside(before -> before.await() && ended.add(2));
            assertThat(lanes.allEnded()).isFalse();
        }
        assertThat(ended).containsExactly(0);
    }

    @Test
    void aloneMeansThatNothingElseIsUnderWay() {
        var under = new AtomicInteger();
        var most = new AtomicInteger();
        try (var lanes = new ChunkLanes(3)) {
            for (int n = 0; n < 9; n++) {
                boolean alone = n % 3 == 1;
                ChunkLanes.Work work = before -> {
                    int now = under.incrementAndGet();
                    if (alone) most.accumulateAndGet(now, Math::max);
                    boolean goesOn = before.await();
                    under.decrementAndGet();
                    return goesOn;
                };
                assertThat(alone ? lanes.alone(work) : lanes.beside(work)).isTrue();
            }
            lanes.allEnded();
        }
        assertThat(most).hasValue(1);
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
