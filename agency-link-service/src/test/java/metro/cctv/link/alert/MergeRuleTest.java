package metro.cctv.link.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.detection.Box;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;
import metro.cctv.link.alert.MergeRule.Neighbour;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeRuleTest {
    private static final Instant NOON = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final double METRES = 100;

    /** A fresh alert of a car at camera B; another camera's alert so many seconds earlier and metres away. */
    @ParameterizedTest(name = "{0} {1} s earlier, {2} m away, {3}: {4}")
    @CsvSource({
        "A,  10,   80,    VEHICLE, true",
        "A,  30,   100,   VEHICLE, true",
        "A,  -30,  0,     VEHICLE, true",
        "A,  30.1, 80,    VEHICLE, false",
        "A,  -31,  80,    VEHICLE, false",
        "A,  10,   100.5, VEHICLE, false",
        "A,  10,   80,    PERSON,  false",
        "A,  10,   80,    OTHER,   false",
        "B,  10,   0,     VEHICLE, false"
    })
    void merges(String camera, double secondsEarlier, double metres, ObjectClass.Kind kind, boolean merged) {
        Neighbour open = neighbour("DJ-SEO-" + camera, kind, secondsEarlier, metres);
        assertThat(MergeRule.into(fresh(ObjectClass.CAR), List.of(open), WITHIN, METRES)
                        .isPresent())
                .isEqualTo(merged);
    }

    @Test
    void theFirstThatToldKeepsIt() {
        Neighbour later = neighbour("DJ-SEO-A", ObjectClass.Kind.VEHICLE, 5, 10);
        Neighbour first = neighbour("DJ-SEO-C", ObjectClass.Kind.VEHICLE, 20, 90);
        assertThat(MergeRule.into(fresh(ObjectClass.BUS), List.of(later, first), WITHIN, METRES))
                .contains(first.alertId());
    }

    @Test
    void notWithoutNeighboursATimeOrADoer() {
        List<Neighbour> open = List.of(neighbour("DJ-SEO-A", ObjectClass.Kind.VEHICLE, 1, 1));
        assertThat(MergeRule.into(fresh(ObjectClass.CAR), List.of(), WITHIN, METRES))
                .isEmpty();
        assertThat(MergeRule.into(fresh(ObjectClass.CAR), open, Duration.ZERO, METRES))
                .isEmpty();
        assertThat(MergeRule.into(alert(List.of()), open, WITHIN, METRES))
                .as("nobody says what did it")
                .isEmpty();
    }

    private static Neighbour neighbour(String camera, ObjectClass.Kind kind, double secondsEarlier, double metres) {
        Instant at = NOON.minusMillis(Math.round(secondsEarlier * 1000));
        return new Neighbour(UUID.randomUUID(), camera, kind, at, metres);
    }

    private static AlertRaised fresh(ObjectClass label) {
        return alert(List.of(
                new TrackedObject(6, ObjectClass.PERSON, 0.9, new Box(0, 0, 0.1, 0.1)),
                new TrackedObject(7, label, 0.8, new Box(0, 0, 0.1, 0.1))));
    }

    private static AlertRaised alert(List<TrackedObject> objects) {
        return new AlertRaised(
                UUID.randomUUID(),
                "DJ-SEO-B",
                "DJ-SEO",
                Behaviour.WRONG_WAY,
                "z",
                "z",
                NOON.minusSeconds(2),
                NOON,
                NOON.plusSeconds(1),
                0.8,
                7,
                objects,
                "model",
                "a".repeat(64),
                "wrong-way/1",
                Map.of());
    }
}
