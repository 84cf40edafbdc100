package metro.cctv.link.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.link.camera.CameraHealth;
import metro.cctv.link.camera.NearbyCamera;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraSelectionRuleTest {
    private static final double LON = 127.38;
    private static final double LAT = 36.35;
    private static final double M_PER_DEG_LAT = 111_195;
    private static final SelectionProperties SETTINGS = new SelectionProperties(
            500, 1.5, 4000, 3, 9, 150, Set.of(CameraPurpose.CRIME_PREVENTION, CameraPurpose.TRAFFIC_INFORMATION));

    @Test
    void standsInTheOrderOfUse() {
        var chosen = choose(
                camera("UNKNOWN-SEES").southM(20).heading(0.0).health(CameraHealth.State.UNKNOWN),
                camera("ONLINE-AWAY").southM(30).heading(180.0),
                camera("ONLINE-SEES-FAR").southM(140).heading(10.0),
                camera("ONLINE-SEES-NEAR").southM(90).heading(350.0),
                camera("ONLINE-TURNS").southM(10).heading(180.0).turns());

        assertThat(chosen)
                .extracting(c -> c.camera().configured().cameraId())
                .containsExactly("ONLINE-SEES-NEAR", "ONLINE-SEES-FAR", "ONLINE-TURNS", "ONLINE-AWAY", "UNKNOWN-SEES");
        assertThat(chosen.getFirst().reason()).isEqualTo("online, faces the place, 90 m away");
    }

    @Test
    void leavesOutWhatMayNotOrCannotHelp() {
        assertThat(choose(
                        camera("PARKING").southM(10).purpose(CameraPurpose.TRAFFIC_ENFORCEMENT),
                        camera("SUSPENDED").southM(10).state(CameraState.SUSPENDED),
                        camera("OFFLINE").southM(10).health(CameraHealth.State.OFFLINE)))
                .isEmpty();
    }

    @Test
    void threeWithinTheFirstCircleAreEnough() {
        assertThat(choose(
                        camera("CAM-A").southM(100),
                        camera("CAM-B").southM(200),
                        camera("CAM-C").southM(500),
                        camera("CAM-D").southM(501)))
                .extracting(c -> c.camera().configured().cameraId())
                .containsExactly("CAM-A", "CAM-B", "CAM-C");
    }

    @ParameterizedTest(name = "cameras at {0}, {1} and {2} m: circle of {3} m")
    @CsvSource(textBlock = """
            100,  200,  300,  500
            100,  200,  501,  750
            100,  200,  751, 1125
            100, 3999, 3999, 4000
            """)
    void widensUntilThree(double aM, double bM, double cM, double radiusM) {
        List<NearbyCamera> cameras = List.of(
                camera("CAM-A").southM(aM).build(),
                camera("CAM-B").southM(bM).build(),
                camera("CAM-C").southM(cM).build());
        assertThat(CameraSelectionRule.radiusM(cameras, SETTINGS)).isEqualTo(radiusM);
    }

    @Test
    void neverMoreThanNine() {
        List<NearbyCamera> many = IntStream.range(0, 30)
                .mapToObj(i -> camera("CAM-%02d".formatted(i)).southM(10 + i).build())
                .toList();
        assertThat(CameraSelectionRule.choose(many, LON, LAT, SETTINGS)).hasSize(9);
    }

    @Test
    void noCameraAnywhereIsNoFailure() {
        assertThat(CameraSelectionRule.choose(List.of(), LON, LAT, SETTINGS)).isEmpty();
    }

    @ParameterizedTest(name = "to {0}, {1}: {2} degrees")
    @CsvSource(textBlock = """
            0,  0.001,   0
            0.001, 0,   90
            0, -0.001, 180
            -0.001, 0, 270
            """)
    void bearing(double eastDeg, double northDeg, double expectedDeg) {
        assertThat(CameraSelectionRule.bearingDeg(LON, LAT, LON + eastDeg, LAT + northDeg))
                .isCloseTo(expectedDeg, within(0.1));
    }

    private static List<ChosenCamera> choose(Builder... cameras) {
        return CameraSelectionRule.choose(
                java.util.Arrays.stream(cameras).map(Builder::build).toList(), LON, LAT, SETTINGS);
    }

    private static Builder camera(String id) {
        return new Builder(
                id, 0, 0.0, false, CameraPurpose.CRIME_PREVENTION, CameraState.ACTIVE, CameraHealth.State.ONLINE);
    }

    /** A camera due south of the place, 60 degrees wide, looking north unless told otherwise. */
    private record Builder(
            String id,
            double distanceM,
            @Nullable Double headingDeg,
            boolean ptz,
            CameraPurpose purpose,
            CameraState state,
            CameraHealth.State health) {

        Builder southM(double m) {
            return new Builder(id, m, headingDeg, ptz, purpose, state, health);
        }

        Builder heading(double deg) {
            return new Builder(id, distanceM, deg, ptz, purpose, state, health);
        }

        Builder turns() {
            return new Builder(id, distanceM, headingDeg, true, purpose, state, health);
        }

        Builder purpose(CameraPurpose other) {
            return new Builder(id, distanceM, headingDeg, ptz, other, state, health);
        }

        Builder state(CameraState other) {
            return new Builder(id, distanceM, headingDeg, ptz, purpose, other, health);
        }

        Builder health(CameraHealth.State other) {
            return new Builder(id, distanceM, headingDeg, ptz, purpose, state, other);
        }

        NearbyCamera build() {
            var configured = new CameraConfigured(
                    UUID.randomUUID(),
                    id,
                    "Camera " + id,
                    "DJ-SEO",
                    purpose,
                    "Seo-gu",
                    LON,
                    LAT - distanceM / M_PER_DEG_LAT,
                    headingDeg,
                    60,
                    new StreamAddress("rtsp://camera.example/main", StreamAddress.Transport.TCP),
                    null,
                    ptz,
                    false,
                    state,
                    List.of(),
                    List.of(),
                    Mounting.UNKNOWN,
                    1,
                    Instant.EPOCH);
            return new NearbyCamera(configured, new CameraHealth(health, Cause.NONE, "", Instant.EPOCH), distanceM);
        }
    }
}
