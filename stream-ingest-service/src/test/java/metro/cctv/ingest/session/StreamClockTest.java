package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamClockTest {
    private static final long START = 1_800_000_000_000_000L;

    @Test
    void followsTheTimestampsOverTheirWrap() {
        var clock = new StreamClock(90_000, 1000);
        long timestamp = 0xFFFF_FFFFL - 9000;
        long before = 0;
        for (int i = 0; i < 10; i++) {
            clock.next((timestamp + i * 6000L) & 0xFFFF_FFFFL, START + i * 66_667L);
            if (i > 0) assertThat(clock.decodeTime90k() - before).isEqualTo(6000);
            before = clock.decodeTime90k();
            assertThat(clock.compositionOffset90k()).isZero();
        }
    }

    @Test
    void aJumpOfTheCamerasClockIsReplacedByOurs() {
        var clock = new StreamClock(90_000, 0);
        clock.next(0, START);
        clock.next(6000, START + 66_667);
        long before = clock.decodeTime90k();
        clock.next(6000L + 3600 * 90_000L, START + 133_333);
        assertThat(clock.decodeTime90k() - before).isBetween(5000L, 7000L);
        clock.next(6000L + 3600 * 90_000L - 90_000L * 7200, START + 200_000);
        assertThat(clock.decodeTime90k() - before).isBetween(10_000L, 14_000L);
    }

    @Test
    void wallTimeIsSmoothAndNeverRunsBackwards() {
        var clock = new StreamClock(90_000, 0);
        var random = new Random(1);
        long last = 0;
        for (int i = 0; i < 3000; i++) {
            long jitter = random.nextInt(40_000);
            clock.next(i * 6000L & 0xFFFF_FFFFL, START + i * 66_667L + jitter);
            assertThat(clock.wallMicros()).isGreaterThan(last);
            last = clock.wallMicros();
        }
        assertThat(last - (START + 2999 * 66_667L)).isBetween(-20_000L, 40_000L);
    }

    @Test
    void picturesOutOfDisplayOrderKeepAGrowingDecodeTime() {
        var clock = new StreamClock(90_000, 0);
        long[] presentation = {0, 18_000, 6000, 12_000, 36_000, 24_000, 30_000};
        long last = -1;
        for (int i = 0; i < presentation.length; i++) {
            clock.next(presentation[i], START + i * 66_667L);
            assertThat(clock.decodeTime90k()).isGreaterThan(last);
            last = clock.decodeTime90k();
            assertThat(clock.decodeTime90k() + clock.compositionOffset90k()).isEqualTo(presentation[i]);
        }
    }
}
