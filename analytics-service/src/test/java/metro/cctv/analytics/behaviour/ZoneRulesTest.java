package metro.cctv.analytics.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneRulesTest {
    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration KISA_DWELL = Duration.ofSeconds(10);
    private static final long FRAME_MS = 200;
    private static final double ASPECT = 16 / 9.0;
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** The story is letters of one second each: I in the zone, O outside it, U unseen, P no frames at all. */
    @ParameterizedTest(name = "{0}, dwell {1} s: {2} alarms")
    @CsvSource(textBlock = """
            IIIIIIIII.,            10, 0
            IIIIIIIIII.,           10, 1
            IIIIIIIIIIII.,         10, 1
            IIIIIIIIIIIIIIIIIIIIIIIIIIIIII., 10, 1
            IIIII.,                 5, 1
            IIIII.,                 6, 0
            IIIIUIIIII.,           10, 1
            IIIIOIIIII.,           10, 1
            IIIIUUIIII.,           10, 1
            IIIIUUUIIIII.,         10, 0
            IIIIOOOIIIIIIIIII.,    10, 1
            IIIIIIIIIIIOOOIIIIIIIIII., 10, 2
            IIPPPPPPII.,           10, 1
            OOOOOOOOOOOO.,         10, 0
            """)
    void loitering(String story, double dwellSeconds, int alarms) {
        var rule = StayRule.loitering(zone(Kind.LOITERING, dwellSeconds), KISA_DWELL);
        assertThat(play(rule, story, ObjectClass.PERSON)).hasSize(alarms);
    }

    @Test
    void loiteringStartsWhenTheZoneWasEntered() {
        var rule = StayRule.loitering(zone(Kind.LOITERING, null), KISA_DWELL);

        BehaviourSeen seen = play(rule, "OOOIIIIIIIIII.", ObjectClass.PERSON).getFirst();

        assertThat(seen.startedAt()).isEqualTo(START.plusSeconds(3));
        assertThat(seen.at()).isEqualTo(START.plusSeconds(13));
        assertThat(seen.thresholds()).containsEntry("dwellSeconds", 10.0);
    }

    /** Nothing moves, so the gate lets one frame through in ten seconds, and the network misses him in one of them. */
    @Test
    void whoStandsStillLoitersToo() {
        var rule = StayRule.loitering(zone(Kind.LOITERING, 25.0), KISA_DWELL);
        List<BehaviourSeen> seen = new ArrayList<>();
        for (int second : new int[] {0, 10, 20, 30})
            seen.addAll(rule.see(
                    START.plusSeconds(second),
                    ASPECT,
                    second == 10 ? List.of() : List.of(object(ObjectClass.PERSON, true))));
        assertThat(seen).hasSize(1);
    }

    @Test
    void onlyPeopleLoiter() {
        var rule = StayRule.loitering(zone(Kind.LOITERING, 5.0), KISA_DWELL);
        assertThat(play(rule, "IIIIIIIIIIII.", ObjectClass.CAR)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} ms inside: {2}")
    @CsvSource(textBlock = """
            PERSON, 0,    0
            PERSON, 400,  0
            PERSON, 600,  1
            PERSON, 5000, 1
            CAR,    600,  1
            TRUCK,  600,  1
            BAG,    5000, 0
            ANIMAL, 5000, 0
            """)
    void intrusion(ObjectClass kind, long insideMs, int alarms) {
        var rule = StayRule.intrusion(zone(Kind.INTRUSION, null));
        int count = 0;
        for (long ms = 0; ms <= 6000; ms += FRAME_MS)
            count += rule.see(START.plusMillis(ms), ASPECT, List.of(object(kind, ms <= insideMs)))
                    .size();
        assertThat(count).isEqualTo(alarms);
    }

    @Test
    void twoIntrudersAreTwo() {
        var rule = StayRule.intrusion(zone(Kind.INTRUSION, null));
        int count = 0;
        for (long ms = 0; ms <= 1000; ms += FRAME_MS)
            count += rule.see(
                            START.plusMillis(ms),
                            ASPECT,
                            List.of(
                                    new TrackedObject(1, ObjectClass.PERSON, 0.9, new Box(0.3, 0.3, 0.1, 0.2)),
                                    new TrackedObject(2, ObjectClass.PERSON, 0.9, new Box(0.5, 0.3, 0.1, 0.2))))
                    .size();
        assertThat(count).isEqualTo(2);
    }

    /** Feet count, not heads: a head over the fence is no intrusion. */
    @ParameterizedTest(name = "foot at {0},{1}: {2}")
    @CsvSource(textBlock = """
            0.5,  0.5,  true
            0.2,  0.2,  true
            0.8,  0.5,  true
            0.81, 0.5,  false
            0.5,  0.1,  false
            0.5,  1.0,  false
            """)
    void polygon(double x, double y, boolean inside) {
        assertThat(new Polygon(zone(Kind.INTRUSION, null).polygon()).contains(x, y))
                .isEqualTo(inside);
    }

    @Test
    void polygonMayBeConcave() {
        var u = new Polygon(List.of(
                new Vertex(0, 0),
                new Vertex(0.3, 0),
                new Vertex(0.3, 0.7),
                new Vertex(0.7, 0.7),
                new Vertex(0.7, 0),
                new Vertex(1, 0),
                new Vertex(1, 1),
                new Vertex(0, 1)));
        assertThat(u.contains(0.5, 0.3)).isFalse();
        assertThat(u.contains(0.5, 0.9)).isTrue();
        assertThat(u.contains(0.1, 0.3)).isTrue();
    }

    @Test
    void aSecondAlertWithinTheCoolDownIsSuppressedAndCounted() {
        var watch = new CameraWatch(KISA_DWELL, Duration.ofSeconds(30), SEOUL);
        watch.configure(List.of(zone(Kind.INTRUSION, null)));
        int alerts = 0;
        int suppressed = 0;
        for (long ms = 0; ms <= 60_000; ms += FRAME_MS) {
            long track = ms / 10_000; // somebody new every ten seconds
            CameraWatch.Verdict verdict = watch.see(
                    START.plusMillis(ms),
                    ASPECT,
                    List.of(new TrackedObject(track, ObjectClass.PERSON, 0.9, new Box(0.4, 0.4, 0.1, 0.2))));
            alerts += verdict.alerts().size();
            suppressed += verdict.suppressed().size();
        }
        assertThat(alerts).isEqualTo(2);
        assertThat(suppressed).isEqualTo(4);
    }

    private static List<BehaviourSeen> play(ZoneRule rule, String story, ObjectClass kind) {
        List<BehaviourSeen> all = new ArrayList<>();
        long second = 0;
        for (char letter : story.toCharArray()) {
            long frames = letter == '.' ? 1 : 1000 / FRAME_MS;
            // The closing dot is the one frame at the full second, in the state of the last letter.
            char state = letter == '.' ? story.charAt(story.length() - 2) : letter;
            for (int frame = 0; frame < frames && state != 'P'; frame++)
                all.addAll(rule.see(
                        START.plusMillis(second * 1000 + frame * FRAME_MS),
                        ASPECT,
                        state == 'U' ? List.of() : List.of(object(kind, state == 'I'))));
            second++;
        }
        return all;
    }

    private static TrackedObject object(ObjectClass kind, boolean inside) {
        double x = inside ? 0.45 : 0.85;
        return new TrackedObject(1, kind, 0.9, new Box(x, 0.3, 0.1, 0.2));
    }

    private static Zone zone(Kind kind, @Nullable Double dwellSeconds) {
        return new Zone(
                "z1",
                "gate",
                kind,
                List.of(new Vertex(0.2, 0.2), new Vertex(0.8, 0.2), new Vertex(0.8, 0.8), new Vertex(0.2, 0.8)),
                dwellSeconds);
    }
}
