package metro.cctv.registry.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.junit.jupiter.api.Test;

class DeviceTurnsTest {
    @Test
    void oneCallAtATimePerDeviceAndNothingIsKeptBehind() throws Exception {
        DeviceTurns turns = new DeviceTurns(8, Duration.ofSeconds(10));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++)
            threads.add(Thread.startVirtualThread(() -> {
                try (DeviceTurns.Turn turn = turns.take(new InetSocketAddress("127.0.0.1", 80))) {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    assertThat(turn).isNotNull();
                }
            }));
        for (Thread thread : threads) thread.join();

        assertThat(most).hasValue(1);
        assertThat(turns.known()).isZero();
    }

    @Test
    void aBusyDeviceOrTooManyDevicesAreSaidInTime() {
        DeviceTurns turns = new DeviceTurns(2, Duration.ofMillis(50));
        DeviceTurns.Turn first = turns.take(new InetSocketAddress("127.0.0.1", 1));
        assertThatThrownBy(() -> turns.take(new InetSocketAddress("127.0.0.1", 1)))
                .hasMessageContaining("Another call to this device");
        DeviceTurns.Turn second = turns.take(new InetSocketAddress("127.0.0.1", 2));
        assertThatThrownBy(() -> turns.take(new InetSocketAddress("127.0.0.1", 3)))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
        first.close();
        turns.take(new InetSocketAddress("127.0.0.1", 3)).close();
        second.close();
        assertThat(turns.known()).isZero();
    }

    @Test
    void soManyProbesAtATimeAndAMinute() {
        Gate gate = new Gate("probe", 2, 3, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        gate.enter();
        gate.enter();
        assertThatThrownBy(gate::enter)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS))
                .hasMessageContaining("2 at a time");
        gate.leave();
        gate.enter();
        gate.leave();
        assertThatThrownBy(gate::enter).hasMessageContaining("3 a minute");
    }
}
