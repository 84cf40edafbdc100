package metro.cctv.bench.packs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.bench.packs.DetectionScore.Row;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.simulator.scene.TrueObject;
import org.junit.jupiter.api.Test;

class DetectionScoreTest {
    private static final List<TrueObject> STREET = List.of(
            new TrueObject(1, "person", 0.1, 0.1, 0.1, 0.2, 1),
            new TrueObject(2, "truck", 0.5, 0.5, 0.3, 0.2, 0.5),
            new TrueObject(3, "bag", 0.3, 0.3, 0.05, 0.05, 0.2));

    private final DetectionScore score = new DetectionScore();

    @Test
    void conditionsAndClassesStandApart() {
        score.add("fog", List.of(Eyes.known(STREET.get(0))), STREET);
        score.add("night", List.of(Eyes.known(STREET.get(1))), STREET);

        assertThat(score.rows())
                .containsExactlyInAnyOrder(
                        new Row("fog", SceneClass.PERSON, 1, 1),
                        new Row("fog", SceneClass.BUS_OR_TRUCK, 1, 0),
                        new Row("night", SceneClass.PERSON, 1, 0),
                        new Row("night", SceneClass.BUS_OR_TRUCK, 1, 1),
                        new Row("all but night", SceneClass.PERSON, 1, 1),
                        new Row("all but night", SceneClass.BUS_OR_TRUCK, 1, 0),
                        new Row("all", SceneClass.PERSON, 2, 0.5),
                        new Row("all", SceneClass.BUS_OR_TRUCK, 2, 0.5));
    }

    /** A truck that is told as a bus is right, and one that is told as a car is wrong as a car. */
    @Test
    void aTruckMayBeCalledABus() {
        DetectedObject truck = Eyes.known(STREET.get(1));
        score.add("day", List.of(called(ObjectClass.BUS, truck), called(ObjectClass.CAR, truck)), STREET.subList(1, 2));
        score.add("day", List.of(), List.of(new TrueObject(4, "car", 0.5, 0.5, 0.3, 0.2, 1)));

        assertThat(score.rows())
                .contains(new Row("all", SceneClass.BUS_OR_TRUCK, 1, 1), new Row("all", SceneClass.CAR, 1, 0));
    }

    private static DetectedObject called(ObjectClass label, DetectedObject o) {
        return new DetectedObject(label, o.score(), o.left(), o.top(), o.right(), o.bottom());
    }
}
