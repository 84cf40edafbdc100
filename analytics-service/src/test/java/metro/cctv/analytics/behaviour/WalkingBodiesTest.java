package metro.cctv.analytics.behaviour;

import static metro.cctv.analytics.behaviour.Clip.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import metro.cctv.analytics.behaviour.Clip.Noise;
import metro.cctv.analytics.behaviour.Clip.Path;
import metro.cctv.analytics.behaviour.Clip.Pose;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five frames a second; a metre is 0.12 of the picture's height, and the picture is 14.8 m wide. */
class WalkingBodiesTest {
    private static final int FPS = 5;
    private static final int SECONDS = 6;

    @ParameterizedTest(name = "{0} m wide, {1} m high, {2} m/s: from frame {3}")
    @CsvSource({
        "0.65, 1.7, 1.4, 0", // walks
        "0.65, 1.7, 2,   0", // runs
        "0.8,  0.9, 1,   0", // stoops, or sits in a wheelchair
        "1.6,  0.5, 0,   15", // lies
        "1.5,  0.6, 0.6, 15", // crawls
        "0.8,  0.5, 1.6, -1", // a dog
        "1.4,  0.7, 1.8, -1", // a large one
        "0.5,  0.3, 0.8, -1" // a cat
    })
    void whoIsSomebody(double width, double height, double speed, int firstFrame) {
        List<Integer> kept = kept(at -> new Pose(2 + speed * at, 6, width, height));
        assertThat(kept.isEmpty() ? -1 : kept.getFirst()).isEqualTo(firstFrame);
        if (firstFrame >= 0) assertThat(kept).hasSize(SECONDS * FPS - firstFrame);
    }

    @Test
    void whoStoodIsSomebodyWhateverHeDoesThen() {
        List<Integer> kept = kept(at -> {
            boolean stands = at < 1 || at > 5;
            return new Pose(2 + 1.8 * at, 6, stands ? 0.65 : 1.6, stands ? 1.7 : 0.5);
        });
        assertThat(kept).hasSize(SECONDS * FPS);
    }

    /** It rests after two seconds, and is seen from in front in one frame. */
    @Test
    void anAnimalStaysOne() {
        assertThat(kept(at -> new Pose(2 + 1.6 * Math.min(at, 2), 6, Math.round(at * FPS) == 15 ? 0.3 : 0.9, 0.6)))
                .isEmpty();
    }

    /** Only the part of it that is in the picture is seen. */
    @Test
    void whatTheEdgeCutsIsTakenForWhatItIsCalled() {
        assertThat(kept(at -> new Pose(0.3, 6, 1.6, 0.5))).hasSize(SECONDS * FPS);
    }

    /** A dog waits at the edge for longer than one is patient with who lies; from frame 21 on it is whole, and walks. */
    @Test
    void patienceBeginsWhenItIsSeenWhole() {
        assertThat(kept(at -> new Pose(at < 4 ? 0.3 : 0.3 + 1.6 * (at - 4), 6, 0.9, 0.6)))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 20).boxed().toList());
    }

    /** What a camera's zones make of it: a dog is no intruder, who crawls is one, and who falls was upright before. */
    @ParameterizedTest(name = "{0} m wide, {1} m high, {2} m/s, {3}: {4}")
    @CsvSource({
        "0.9,  0.6, 1.6, INTRUSION, 0",
        "1.5,  0.6, 0.5, INTRUSION, 1",
        "0.65, 1.7, 1.4, INTRUSION, 1",
        "0.9,  0.6, 1.6, PERSON_ON_ROADWAY, 0",
        "0.65, 1.7, 1.4, PERSON_ON_ROADWAY, 1"
    })
    void zones(double width, double height, double speed, Kind kind, int alerts) {
        assertThat(alerts(kind, at -> new Pose(2 + speed * at, 6, width, height)))
                .isEqualTo(alerts);
    }

    @Test
    void whoFallsHasFallen() {
        assertThat(alerts(Kind.FALL, at -> new Pose(6, 6, at < 2 ? 0.65 : 1.7, at < 2 ? 1.7 : 0.5)))
                .isEqualTo(1);
    }

    /** Numbers of the frames in which it counts as what it is called. */
    private static List<Integer> kept(Path path) {
        var bodies = new WalkingBodies();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < SECONDS * FPS; i++) {
            List<TrackedObject> objects = frame(path, i);
            assertThat(objects).as("within the picture").hasSize(1);
            if (!bodies.among(Clip.START.plusMillis(200L * i), Clip.ASPECT, objects)
                    .isEmpty()) kept.add(i);
        }
        return kept;
    }

    private static int alerts(Kind kind, Path path) {
        var watch = new CameraWatch(Duration.ofSeconds(10), Duration.ofSeconds(30), ZoneId.of("Asia/Seoul"));
        List<Vertex> all = List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1), new Vertex(0, 1));
        watch.configure(List.of(new Zone("z", "z", kind, all, null)));
        int alerts = 0;
        for (int i = 0; i < 3 * SECONDS * FPS; i++)
            alerts += watch.see(Clip.START.plusMillis(200L * i), Clip.ASPECT, frame(path, i))
                    .alerts()
                    .size();
        return alerts;
    }

    private static List<TrackedObject> frame(Path path, int number) {
        return new Clip(0, 0.12, List.of(person(1, path))).frame(number / (double) FPS, Noise.NONE, new Random(1));
    }
}
