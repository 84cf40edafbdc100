package metro.cctv.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.random.RandomGenerator;
import metro.cctv.registry.camera.CameraHealth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionRuleTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    /** Seconds after the present state's start. */
    @ParameterizedTest(name = "{0} to {1}, from {2} s, heard {3} s: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            ONLINE,  OFFLINE,  60,   70,  60
            ONLINE,  OFFLINE,  -60,  70,  70
            ONLINE,  OFFLINE,  -60,  -10, 0
            ONLINE,  OFFLINE,  0,    70,  70
            OFFLINE, OFFLINE,  60,   70,  -
            STALE,   ONLINE,   -900, 300, 300
            STALE,   OFFLINE,  100,  300, 100
            """)
    void boundary(
            CameraHealth.State present, CameraHealth.State next, long fromS, long heardS, @Nullable Long expectedS) {
        Instant boundary =
                TransitionRule.boundary(present, START, next, START.plusSeconds(fromS), START.plusSeconds(heardS));

        assertThat(boundary).isEqualTo(expectedS == null ? null : START.plusSeconds(expectedS));
    }

    @RepeatedTest(20)
    void timeNeverGoesBack() {
        RandomGenerator random = RandomGenerator.getDefault();
        Instant since = START;
        CameraHealth.State present = CameraHealth.State.ONLINE;
        for (int i = 0; i < 200; i++) {
            CameraHealth.State next = CameraHealth.State.values()[random.nextInt(6)];
            Instant boundary = TransitionRule.boundary(
                    present,
                    since,
                    next,
                    START.plusSeconds(random.nextInt(-500, 5000)),
                    START.plusSeconds(random.nextInt(-500, 5000)));
            if (boundary == null) continue;
            assertThat(boundary).isAfterOrEqualTo(since);
            since = boundary;
            present = next;
        }
    }
}
