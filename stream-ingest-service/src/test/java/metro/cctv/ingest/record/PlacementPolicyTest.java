package metro.cctv.ingest.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import metro.cctv.ingest.record.PlacementPolicy.Choice;
import org.junit.jupiter.api.Test;

class PlacementPolicyTest {
    private static final Choice WELL = new Choice(100, false);
    private static final Choice ROOMY = new Choice(300, false);
    private static final Choice FULL = new Choice(0, false);
    private static final Choice TROUBLED = new Choice(1_000, true);

    @Test
    void diskAreChosenInProportionToTheirRoom() {
        assertThat(at(0, WELL, ROOMY)).hasValue(0);
        assertThat(at(0.249, WELL, ROOMY)).hasValue(0);
        assertThat(at(0.251, WELL, ROOMY)).hasValue(1);
        assertThat(at(0.999, WELL, ROOMY)).hasValue(1);
    }

    @Test
    void aFullOneIsNever() {
        for (double draw = 0; draw < 1; draw += 0.1)
            assertThat(at(draw, FULL, WELL, FULL)).hasValue(1);
        assertThat(at(0, FULL, FULL)).isEmpty();
        assertThat(at(0)).isEmpty();
    }

    @Test
    void oneThatRefusedOnlyWhereNoOtherHasRoom() {
        for (double draw = 0; draw < 1; draw += 0.1)
            assertThat(at(draw, TROUBLED, WELL)).hasValue(1);
        assertThat(at(0.5, TROUBLED, FULL)).hasValue(0);
    }

    private static OptionalInt at(double draw, Choice... disks) {
        return PlacementPolicy.choose(List.of(disks), draw);
    }
}
