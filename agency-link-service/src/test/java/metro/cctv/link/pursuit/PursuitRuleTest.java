package metro.cctv.link.pursuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.Mounting;
import metro.cctv.contracts.camera.StreamAddress;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.link.camera.CameraHealth;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.incident.Sighting;
import metro.cctv.link.pursuit.PursuitRule.Motion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PursuitRuleTest {
    private static final double LON = 127.38;
    private static final double LAT = 36.35;
    private static final double DEG_PER_M_NORTH = 1 / 111_320.0;
    private static final double DEG_PER_M_EAST = DEG_PER_M_NORTH / Math.cos(Math.toRadians(LAT));
    private static final Instant THEN = Instant.parse("2026-11-22T03:00:00Z");

    @ParameterizedTest(name = "from 0,0 to {0},{1} in {2} s: {3} degrees, {4} m/s")
    @CsvSource(textBlock = """
               0,  100, 20,   0, 5
             100,    0, 20,  90, 5
            -100,    0, 20, 270, 5
              70,  -70, 20, 135, 4.95
               0,  100,  0,   0,
               0, 2000,  5,   0,
            """)
    void theWayItGoes(double eastM, double northM, long seconds, double headingDeg, @Nullable Double speedMps) {
        Motion motion = PursuitRule.motion(List.of(seen(0, 0, 0), seen(eastM, northM, seconds)));

        assertThat(motion).isNotNull();
        assertThat(motion.headingDeg()).isCloseTo(headingDeg, within(0.5));
        if (speedMps == null) assertThat(motion.speedMps()).isNull();
        else assertThat(motion.speedMps()).isCloseTo(speedMps, within(0.02));
    }

    /** The last seen, after a minute, 1,000 m north of the report; here with some metres of air on both sides. */
    @ParameterizedTest(name = "{0} m north of the report, {1} s after it: {2}")
    @CsvSource({
        "1980,  60, true",
        "2020,  60, false",
        "   0,  60, true",
        "2600,  90, true",
        "4130,  90, false",
        "5180, 120, true",
        "6220, 120, false",
        " 900,  0,  true"
    })
    void nobodyIsFasterThanACar(double northM, long seconds, boolean reached) {
        var way = List.of(seen(0, 0, 0), seen(0, 1_000, 60));
        assertThat(PursuitRule.isWithinReach(way, LON, LAT + northM * DEG_PER_M_NORTH, THEN.plusSeconds(seconds)))
                .isEqualTo(reached);
    }

    /** Ten steps of 900 m within a second are one of nine kilometres. */
    @Test
    void smallStepsLeadNoFarther() {
        var way = List.of(seen(0, 0, 0), seen(0, 900, 0));
        assertThat(PursuitRule.isWithinReach(way, LON, LAT + 1_800 * DEG_PER_M_NORTH, THEN.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void theSamePlaceNamedTwiceIsNoStep() {
        assertThat(PursuitRule.motion(List.of(seen(0, 0, 0)))).isNull();
        assertThat(PursuitRule.motion(List.of(seen(0, 0, 0), seen(10, 0, 5)))).isNull();
        Motion before = PursuitRule.motion(List.of(seen(0, 0, 0), seen(100, 0, 10), seen(105, 0, 12)));
        assertThat(before).isNotNull();
        assertThat(before.headingDeg()).as("the step before it").isCloseTo(90, within(0.5));
    }

    @Test
    void nextAreTheNearestAheadAndNotThoseThatHaveIt() {
        List<NearbyCamera> around = List.of(
                camera("BEHIND", 0, -40),
                camera("HAS-IT", 0, 30),
                camera("RIGHT-80", 80 * Math.sin(Math.toRadians(80)), 80 * Math.cos(Math.toRadians(80))),
                camera("AHEAD-300", 10, 300),
                camera("AHEAD-LEFT", -100, 100),
                camera("AHEAD-150", 0, 150));

        assertThat(ids(PursuitRule.next(around, Set.of("HAS-IT"), LON, LAT, new Motion(0, 5.0))))
                .containsExactly("AHEAD-LEFT", "AHEAD-150", "AHEAD-300");
        assertThat(ids(PursuitRule.next(around, Set.of("HAS-IT"), LON, LAT, null)))
                .as("nobody knows where it goes: the nearest four")
                .containsExactly("BEHIND", "RIGHT-80", "AHEAD-LEFT", "AHEAD-150");
        assertThat(ids(PursuitRule.next(around, Set.of("HAS-IT"), LON, LAT, new Motion(180, null))))
                .containsExactly("BEHIND");
        assertThat(ids(PursuitRule.next(List.of(camera("ONLY", 50, 0)), Set.of(), LON, LAT, new Motion(270, null))))
                .as("one is always suggested")
                .containsExactly("ONLY");
    }

    @Test
    void neverMoreThanFour() {
        List<NearbyCamera> row = new ArrayList<>();
        for (int i = 9; i >= 1; i--) row.add(camera("CAM-" + i, 0, 100 * i));
        assertThat(ids(PursuitRule.next(row, Set.of("CAM-1"), LON, LAT, new Motion(350, null))))
                .containsExactly("CAM-2", "CAM-3", "CAM-4", "CAM-5");
    }

    private static Sighting seen(double eastM, double northM, long seconds) {
        return new Sighting(LON + eastM * DEG_PER_M_EAST, LAT + northM * DEG_PER_M_NORTH, THEN.plusSeconds(seconds));
    }

    private static List<String> ids(List<NearbyCamera> cameras) {
        return cameras.stream().map(camera -> camera.configured().cameraId()).toList();
    }

    private static NearbyCamera camera(String id, double eastM, double northM) {
        var configured = new CameraConfigured(
                UUID.randomUUID(),
                id,
                id,
                "DJ-SEO",
                CameraPurpose.CRIME_PREVENTION,
                "Seo-gu",
                LON + eastM * DEG_PER_M_EAST,
                LAT + northM * DEG_PER_M_NORTH,
                null,
                60,
                new StreamAddress("rtsp://camera.example/main", StreamAddress.Transport.TCP),
                null,
                false,
                false,
                CameraState.ACTIVE,
                List.of(),
                List.of(),
                Mounting.UNKNOWN,
                1,
                Instant.EPOCH);
        return new NearbyCamera(
                configured,
                new CameraHealth(CameraHealth.State.ONLINE, Cause.NONE, "", Instant.EPOCH),
                Math.hypot(eastM, northM));
    }
}
