package metro.cctv.link.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HospitalRuleTest {
    @Test
    void nearestWithRoomFirstFullOnesNever() {
        assertThat(HospitalRule.ranked(
                        List.of(
                                hospital("full", 0, 10),
                                hospital("unknown", null, 20),
                                hospital("far", 9, 900),
                                hospital("near", 1, 300)),
                        2))
                .extracting(ContextItem::name)
                .containsExactly("near", "far");
        assertThat(HospitalRule.ranked(List.of(hospital("full", 0, 10), hospital("unknown", null, 20)), 5))
                .extracting(ContextItem::name)
                .containsExactly("unknown");
    }

    private static ContextItem hospital(String name, @Nullable Integer free, double distanceM) {
        return new ContextItem(name, null, null, free, null, null, null, 127.38, 36.35, distanceM);
    }
}
