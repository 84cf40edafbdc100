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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through all that a camera's zones do, with no pause between alerts, so that each one counts. */
class ParkedObjectsTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final Duration PARKED_AFTER = Duration.ofSeconds(60);
    private static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final long FRAME_MS = 500;
    private static final double ASPECT = 16 / 9.0;
    private static final Zone ZONE = new Zone(
            "z1",
            "yard",
            Kind.INTRUSION,
            List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1), new Vertex(0, 1)),
            null);

    private final List<Frame> frames = new ArrayList<>();
    private CameraWatch watch = newWatch();
    private long nowMs;

    private record Frame(Instant at, List<TrackedObject> objects) {}

    /**
     * A story of steps {@code TRACK PLACE SECONDS}: P the place, Q one beside it, H half of P (something stands before it), J P with
     * a trembling box, V the way across P to its right, - nothing seen.
     */
    @ParameterizedTest(name = "{2}: {0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            CAR    | aP90                       | 1 | a car is told once
            CAR    | aP90 -20 bP10              | 1 | hidden behind a bus, found again under another track
            CAR    | aP90 -20 bP10 -20 cP10     | 1 | and again
            CAR    | aJ90 -20 bJ10              | 1 | its box trembles
            CAR    | aP90 -20 bH1 bP9           | 1 | half of it comes out first
            CAR    | aP30 -20 bP10              | 2 | not long enough to be parked
            CAR    | aP90 -70 bP10              | 2 | unseen for too long
            CAR    | aP90 -20 bQ10              | 2 | another one beside it
            CAR    | aP90 -20 bP10 bV3          | 2 | it moves
            CAR    | aP90 -20 bP10 bV3 bQ90     | 2 | it moves, and that is told once
            CAR    | aP90 -20 bP10 bV3 -5 cP10  | 3 | it is gone, and another one comes
            CAR    | aP90 aV3 -20 bP10          | 2 | seen to leave, and another one comes
            TRUCK  | aP90 -20 bP10              | 1 | a lorry
            BAG    | aP90 -20 bP10              | 0 | no rule asks for bags here
            PERSON | aP90 -20 bP10              | 2 | a person is never hidden by who stood there
            """)
    void parkedThings(ObjectClass what, String story, int expected) {
        assertThat(tell(what, story)).hasSize(expected);
    }

    /** Seen for 4 s of 7, of which 3.5 s count. Without the memory there would be an alert each time. */
    @Test
    void aFlickeringBoxIsToldUntilItWasSeenToStandForAMinute() {
        List<BehaviourSeen> alerts = new ArrayList<>();
        for (int i = 0; i < 40; i++) alerts.addAll(tell(ObjectClass.CAR, (char) ('a' + i) + "P4 -3"));
        assertThat(alerts).hasSize(17);
    }

    @Test
    void aPlaceWhereOneAfterAnotherStopsIsNotParkedOn() {
        List<BehaviourSeen> alerts = new ArrayList<>();
        for (int i = 0; i < 5; i++) alerts.addAll(tell(ObjectClass.CAR, (char) ('a' + i) + "P5 -40"));
        assertThat(alerts).hasSize(5);
    }

    @Test
    void whatIsToldWhenItMovesSaysWhereAndWhenItMoved() {
        tell(ObjectClass.CAR, "aP90 -20 bP10");
        long moved = nowMs;
        BehaviourSeen told = tell(ObjectClass.CAR, "bV3").getFirst();
        assertThat(told.at()).isAfterOrEqualTo(START.plusMillis(moved));
        assertThat(told.startedAt()).isBefore(START.plusMillis(moved));
        assertThat(told.doer().box().x()).isGreaterThan(0.4);
    }

    @Test
    void whoTakesOverKnowsItFromThePast() {
        tell(ObjectClass.CAR, "aP90 -10");
        watch = newWatch();
        for (Frame frame : frames) watch.see(frame.at, ASPECT, frame.objects);
        assertThat(tell(ObjectClass.CAR, "bP10")).isEmpty();

        watch = newWatch();
        assertThat(tell(ObjectClass.CAR, "cP10")).hasSize(1);
    }

    @Test
    void aPassingCarTakesNothingAwayWithIt() {
        tell(ObjectClass.CAR, "aP90");
        tell(ObjectClass.CAR, "bP1 bV3");
        assertThat(tell(ObjectClass.CAR, "cP10")).isEmpty();
    }

    @Test
    void aZoneThatIsChangedIsToldAnew() {
        tell(ObjectClass.CAR, "aP90");
        watch.configure(List.of(new Zone("z1", "yard, redrawn", Kind.INTRUSION, ZONE.polygon(), null)));
        assertThat(tell(ObjectClass.CAR, "aP10 -20 bP10")).hasSize(1);
    }

    private static CameraWatch newWatch() {
        var watch = new CameraWatch(
                Duration.ofSeconds(10),
                Duration.ZERO,
                ZoneId.of("Asia/Seoul"),
                new CameraWatch.Parking(PARKED_AFTER, REMEMBERED));
        watch.configure(List.of(ZONE));
        return watch;
    }

    private List<BehaviourSeen> tell(ObjectClass what, String story) {
        List<BehaviourSeen> alerts = new ArrayList<>();
        for (String step : story.split(" ")) {
            boolean unseen = step.startsWith("-");
            long endMs = nowMs + 1000 * Long.parseLong(step.substring(unseen ? 1 : 2));
            for (long startMs = nowMs; nowMs < endMs; nowMs += FRAME_MS) {
                List<TrackedObject> objects = unseen
                        ? List.of()
                        : List.of(new TrackedObject(step.charAt(0), what, 0.9, box(step.charAt(1), nowMs - startMs)));
                var frame = new Frame(START.plusMillis(nowMs), objects);
                frames.add(frame);
                alerts.addAll(watch.see(frame.at, ASPECT, frame.objects).alerts());
            }
        }
        return alerts;
    }

    private static Box box(char place, long sinceMs) {
        return switch (place) {
            case 'P' -> new Box(0.4, 0.5, 0.2, 0.2);
            case 'Q' -> new Box(0.7, 0.5, 0.2, 0.2);
            case 'H' -> new Box(0.4, 0.5, 0.1, 0.2);
            case 'J' -> new Box(0.4 + (sinceMs / FRAME_MS % 3 - 1) * 0.01, 0.5, 0.2, 0.2);
            case 'V' -> new Box(Math.min(0.7, 0.4 + 0.0001 * sinceMs), 0.5, 0.2, 0.2);
            default -> throw new IllegalArgumentException("no such place: " + place);
        };
    }
}
