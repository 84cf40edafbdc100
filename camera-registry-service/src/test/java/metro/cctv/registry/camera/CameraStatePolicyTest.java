package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.contracts.camera.CameraState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraStatePolicyTest {
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
    void mayChange(CameraState from, CameraState to, boolean expected) {
        assertThat(CameraStatePolicy.mayChange(from, to)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "begins {0}: {1}")
    @CsvSource({"PLANNED, true", "ACTIVE, true", "SUSPENDED, false", "RETIRED, false"})
    void mayBegin(CameraState state, boolean expected) {
        assertThat(CameraStatePolicy.mayBegin(state)).isEqualTo(expected);
    }
}
