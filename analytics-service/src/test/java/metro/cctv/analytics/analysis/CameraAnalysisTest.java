package metro.cctv.analytics.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import metro.cctv.analytics.behaviour.BehaviourSeen;
import metro.cctv.analytics.behaviour.CameraWatch;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.detection.ObjectDetector.Detections;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From boxes to alerts, and how another instance takes over from what was told. */
class CameraAnalysisTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final long FRAME_MS = 500;
    private static final List<Zone> ZONES = List.of(new Zone(
            "z1",
            "yard",
            Zone.Kind.INTRUSION,
            List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1), new Vertex(0, 1)),
            null));

    private final List<ObjectsDetected> told = new ArrayList<>();
    private List<Zone> zones = ZONES;
    private List<DetectedObject> fire = List.of();
    private CameraAnalysis.Scores scores = new CameraAnalysis.Scores(0.5, 0.5);
    private long nowMs;

    /** Not parked yet is the counter-proof: then it is somebody new. */
    @ParameterizedTest(name = "parked after {0} s: {1} alerts more")
    @CsvSource({"60, 0", "240, 1"})
    void whoTakesOverKnowsWhatIsParked(int parkedAfterSeconds, int alerts) {
        assertThat(show(newCamera(parkedAfterSeconds), 90, parkedCar())).hasSize(1);

        CameraAnalysis successor = newCamera(parkedAfterSeconds);
        for (ObjectsDetected event : told) successor.recall(event, ZONES);
        assertThat(show(successor, 10)).isEmpty();
        assertThat(show(successor, 10, parkedCar())).hasSize(alerts);
    }

    @Test
    void aPersonBesideAParkedCarIsTold() {
        CameraAnalysis camera = newCamera(60);
        show(camera, 90, parkedCar());
        assertThat(show(camera, 5, parkedCar(), new DetectedObject(ObjectClass.PERSON, 0.9, 400, 100, 440, 200)))
                .singleElement()
                .satisfies(alert -> assertThat(alert.doer().label()).isEqualTo(ObjectClass.PERSON));
    }

    /** A model of its own for fire, with scores of its own: its tracks never meet the others', and outlive a change of hands. */
    @Test
    void fireOfASecondModelIsToldBesideTheObjects() {
        zones = List.of(
                ZONES.getFirst(),
                new Zone("z2", "bins", Zone.Kind.FIRE, ZONES.getFirst().polygon(), null));
        scores = new CameraAnalysis.Scores(0.8, 0.3);
        fire = List.of(new DetectedObject(ObjectClass.FIRE, 0.75, 300, 200, 340, 260));
        CameraAnalysis camera = newCamera(60);

        List<BehaviourSeen> seen = show(camera, 30, parkedCar());

        assertThat(seen).extracting(BehaviourSeen::behaviour).contains(Behaviour.FIRE, Behaviour.INTRUSION);
        assertThat(told.getLast().objects()).hasSize(2);
        assertThat(told.getLast().objects().stream()
                        .map(ObjectsDetected.TrackedObject::trackId)
                        .distinct())
                .hasSize(2);

        CameraAnalysis successor = newCamera(60);
        for (ObjectsDetected event : told) successor.recall(event, zones);
        List<Long> before = told.getLast().objects().stream()
                .map(ObjectsDetected.TrackedObject::trackId)
                .toList();
        show(successor, 2, parkedCar());
        assertThat(told.getLast().objects().stream().map(ObjectsDetected.TrackedObject::trackId))
                .containsExactlyInAnyOrderElementsOf(before);
    }

    /** What a score means changes with the model; who is tracked already stays who he is. */
    @Test
    void tracksGoOnWhenTheModelChanges() {
        var sure = new DetectedObject(ObjectClass.PERSON, 0.9, 400, 100, 440, 200);
        var lessSure = new DetectedObject(ObjectClass.PERSON, 0.45, 400, 100, 440, 200);
        var other = new DetectedObject(ObjectClass.PERSON, 0.45, 100, 100, 140, 200);
        CameraAnalysis camera = newCamera(60);
        show(camera, 3, sure);
        long id = told.getLast().objects().getFirst().trackId();
        show(camera, 3, sure, other);
        assertThat(told.getLast().objects()).hasSize(1);

        scores = new CameraAnalysis.Scores(0.3, 0.3);
        show(camera, 3, lessSure, other);
        assertThat(told.getLast().objects())
                .hasSize(2)
                .extracting(ObjectsDetected.TrackedObject::trackId)
                .contains(id);
    }

    private List<BehaviourSeen> show(CameraAnalysis camera, int seconds, DetectedObject... objects) {
        List<BehaviourSeen> alerts = new ArrayList<>();
        for (long endMs = nowMs + 1000L * seconds; nowMs < endMs; nowMs += FRAME_MS) {
            Instant at = START.plusMillis(nowMs);
            CameraAnalysis.Outcome outcome =
                    camera.analyse(at, new Detections(WIDTH, HEIGHT, List.of(objects)), fire, scores, zones);
            alerts.addAll(outcome.verdict().alerts());
            if (outcome.worthTelling())
                told.add(new ObjectsDetected(
                        UUID.randomUUID(),
                        "DJ-SEO-001",
                        "DJ-SEO",
                        nowMs,
                        at,
                        at,
                        "a".repeat(64),
                        0.5,
                        WIDTH,
                        HEIGHT,
                        outcome.objects()));
        }
        return alerts;
    }

    private static DetectedObject parkedCar() {
        return new DetectedObject(ObjectClass.CAR, 0.9, 100, 200, 220, 270);
    }

    private static CameraAnalysis newCamera(int parkedAfterSeconds) {
        return new CameraAnalysis(
                new CameraAnalysis.Scores(0.5, 0.5),
                Duration.ofSeconds(2),
                new CameraWatch(
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        ZoneId.of("Asia/Seoul"),
                        new CameraWatch.Parking(Duration.ofSeconds(parkedAfterSeconds), Duration.ofSeconds(60))));
    }
}
