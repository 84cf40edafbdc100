package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import metro.cctv.contracts.camera.CameraState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(textBlock = """
            PLANNED,   PLANNED,   true
            PLANNED,   ACTIVE,    true
            PLANNED,   SUSPENDED, false
            PLANNED,   RETIRED,   true
            ACTIVE,    PLANNED,   false
            ACTIVE,    ACTIVE,    true
            ACTIVE,    SUSPENDED, true
            ACTIVE,    RETIRED,   true
            SUSPENDED, PLANNED,   false
            SUSPENDED, ACTIVE,    true
            SUSPENDED, SUSPENDED, true
            SUSPENDED, RETIRED,   true
            RETIRED,   PLANNED,   false
            RETIRED,   ACTIVE,    false
            RETIRED,   SUSPENDED, false
            RETIRED,   RETIRED,   false
            """)
    void everyStep(CameraState from, CameraState to, boolean exists) {
        var step = Lifecycle.of(from, THEN, "why").to(to, "because", NOW);

        assertThat(step.isPresent()).isEqualTo(exists);
        step.ifPresent(after -> {
            assertThat(after.state()).isEqualTo(to);
            assertThat(after.since()).isEqualTo(from == to ? THEN : NOW);
        });
    }

    @Test
    void aSuspendedAndARetiredCameraKeepTheReason() {
        Lifecycle active = Lifecycle.of(CameraState.ACTIVE, THEN, null);

        assertThat(active.reason()).isNull();
        assertThat(active.to(CameraState.SUSPENDED, "공사", NOW).orElseThrow().reason())
                .isEqualTo("공사");
        assertThat(active.to(CameraState.RETIRED, "철거", NOW).orElseThrow().reason())
                .isEqualTo("철거");
    }

    @ParameterizedTest
    @EnumSource(CameraState.class)
    void comesBackFromTheTableAsItWas(CameraState state) {
        assertThat(Lifecycle.of(state, THEN, null).state()).isEqualTo(state);
    }
}
