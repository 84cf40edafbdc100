package metro.cctv.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final Instant start = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void allowsTwiceTheRateAtOnceThenTheRate() {
        var buckets = new Buckets(10);
        assertThat(taken(buckets, "a", 100, start)).isEqualTo(20);
        assertThat(taken(buckets, "a", 100, start.plusSeconds(1))).isEqualTo(10);
        assertThat(taken(buckets, "a", 100, start.plusMillis(1_500))).isEqualTo(5);
    }

    @Test
    void keysDoNotShare() {
        var buckets = new Buckets(10);
        taken(buckets, "a", 100, start);
        assertThat(buckets.take("b", start)).isTrue();
    }

    @Test
    void whatIsSpentMustBeWaitedFor() {
        var buckets = new Buckets(10);
        buckets.spend("a", 1_000, start);
        assertThat(buckets.take("a", start.plusSeconds(1))).isFalse();
        assertThat(buckets.take("a", start.plusMillis(2_200))).isTrue();
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        var buckets = new Buckets(10);
        taken(buckets, "a", 100, start);
        assertThat(buckets.take("a", start.minusSeconds(60))).isFalse();
    }

    @Test
    void manyAddressesAreForgottenNotKept() {
        var buckets = new Buckets(10);
        for (int i = 0; i < 100_000; i++)
            assertThat(buckets.take("address " + i, start)).isTrue();
    }

    private static int taken(Buckets buckets, String key, int tries, Instant at) {
        int taken = 0;
        for (int i = 0; i < tries; i++) if (buckets.take(key, at)) taken++;
        return taken;
    }
}
