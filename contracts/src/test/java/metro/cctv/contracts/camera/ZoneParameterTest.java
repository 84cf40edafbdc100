package metro.cctv.contracts.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone.Kind;
import metro.cctv.contracts.camera.Zone.Vertex;
import metro.cctv.contracts.detection.ObjectClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ZoneParameterTest {
    private static final List<Vertex> AREA = List.of(new Vertex(0, 0), new Vertex(1, 0), new Vertex(1, 1));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindRaisesABehaviourAndTakesWhatItOffers(Kind kind) {
        assertThat(Behaviour.valueOf(kind.name())).isNotNull();
        assertThat(kind.parameters()).extracting(ZoneParameter::name).doesNotHaveDuplicates();
        for (ZoneParameter one : kind.parameters())
            for (double value : new double[] {one.min(), one.usual(), one.max()}) one.check(value);
        assertThat(kind.isSeenBy(EnumSet.allOf(ObjectClass.class))).isTrue();
        assertThat(kind.isSeenBy(Set.of())).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} = {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            CROWDING  | minPeople       | 12  |
            CROWDING  | coolDownSeconds | 0   |
            CROWDING  | minPeople       | 1   | parameters.minPeople: 2.0 to 200.0, was 1.0
            CROWDING  | minPeople       | 2.5 | parameters.minPeople: a whole number, was 2.5
            CROWDING  | minPeople       | NaN | parameters.minPeople: 2.0 to 200.0, was NaN
            CROWDING  | parkedSeconds   | 60  | parameters.parkedSeconds: not for a CROWDING
            INTRUSION | coolDownSeconds | 3601 | parameters.coolDownSeconds: 0.0 to 3600.0, was 3601.0
            """)
    void ranges(Kind kind, String name, double value, String refusal) {
        if (refusal == null)
            assertThat(zone(kind, Map.of(name, value)).parameter(name)).isEqualTo(value);
        else
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> zone(kind, Map.of(name, value)))
                    .withMessage(refusal);
    }

    @Test
    void nullIsNoNumber() {
        Map<String, Double> empty = new HashMap<>();
        empty.put("minPeople", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> zone(Kind.CROWDING, empty))
                .withMessage("parameters.minPeople: a number, was null");
    }

    @Test
    void aZoneWithoutItsOwnHasTheUsualAndLooksBackAsFarAsItNeeds() {
        assertThat(zone(Kind.ILLEGAL_PARKING, Map.of()).parameter("parkedSeconds"))
                .isEqualTo(60);
        assertThat(zone(Kind.ILLEGAL_PARKING, Map.of("parkedSeconds", 300.0, "coolDownSeconds", 3600.0))
                        .lookBackSeconds())
                .isEqualTo(300);
        assertThat(zone(Kind.REMOVED_OBJECT, Map.of("stoodSeconds", 100.0, "goneSeconds", 50.0))
                        .lookBackSeconds())
                .as("first it stands, then it is gone")
                .isEqualTo(150);
        assertThat(new Zone("z", "z", Kind.LOITERING, AREA, 45.0).lookBackSeconds())
                .isEqualTo(45);
    }

    @Test
    void aBagIsNoAbandonedOneForAModelThatKnowsNoPeople() {
        assertThat(Kind.ABANDONED_OBJECT.isSeenBy(Set.of(ObjectClass.BAG))).isFalse();
        assertThat(Kind.ABANDONED_OBJECT.isSeenBy(Set.of(ObjectClass.BAG, ObjectClass.PERSON)))
                .isTrue();
        assertThat(Kind.FIRE.isSeenBy(Set.of(ObjectClass.PERSON, ObjectClass.CAR, ObjectClass.SMOKE)))
                .isFalse();
        assertThat(Kind.INTRUSION.isSeenBy(Set.of(ObjectClass.TRUCK))).isTrue();
    }

    private static Zone zone(Kind kind, Map<String, Double> parameters) {
        return new Zone("z", "z", kind, AREA, null).withParameters(parameters);
    }
}
