package metro.cctv.ingest.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.ingest.relay.LiveViewer.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewerClockTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Message.Trouble NEWS = new Message.Trouble(State.OFFLINE, Cause.STALLED, "why");

    private final ViewerClock clock = new ViewerClock(5);
    private final List<Waiting> all = new ArrayList<>();

    /** Takes from a viewer's queue until it is interrupted; counts. */
    private static final class Waiting {
        private final LiveViewer viewer = new LiveViewer(LiveViewer.Form.FRAGMENTS, 1 << 16);
        private final AtomicInteger messages = new AtomicInteger();
        private final AtomicInteger wakes = new AtomicInteger();
        private final Thread thread = Thread.ofVirtual().start(this::take);

        private void take() {
            try {
                while (true) (viewer.next() == null ? wakes : messages).incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void awaitAnotherWake() {
            int before = wakes.get();
            await().atMost(LONG).until(() -> wakes.get() > before);
        }
    }

    @AfterEach
    void end() {
        all.forEach(waiting -> waiting.thread.interrupt());
    }

    @Test
    void whoHasNothingToSendIsWokenAgainAndAgain() {
        Waiting one = waiting();
        Waiting other = waiting();
        clock.add(one.viewer);
        clock.add(other.viewer);
        one.awaitAnotherWake();
        one.awaitAnotherWake();
        other.awaitAnotherWake();
    }

    @Test
    void whatComesIsTakenWithoutAWake() {
        Waiting one = waiting();
        one.viewer.trouble(NEWS);
        await().atMost(LONG).until(() -> one.messages.get() == 1);
        one.viewer.wake();
        assertThat(one.wakes).as("it took something since").hasValue(0);
        one.viewer.wake();
        await().atMost(LONG).until(() -> one.wakes.get() == 1);
    }

    @Test
    void theClockStandsStillWithoutViewersAndGoesOnWithTheNext() {
        Waiting one = waiting();
        clock.add(one.viewer);
        one.awaitAnotherWake();
        clock.remove(one.viewer);
        await("it stands still").atMost(LONG).until(() -> !clock.isRunning());
        Waiting next = waiting();
        clock.add(next.viewer);
        next.awaitAnotherWake();
    }

    private Waiting waiting() {
        var waiting = new Waiting();
        all.add(waiting);
        return waiting;
    }
}
