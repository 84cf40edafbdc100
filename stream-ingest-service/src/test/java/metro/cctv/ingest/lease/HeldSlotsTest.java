package metro.cctv.ingest.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldSlotsTest {
    @TempDir
    Path folder;

    @Test
    void aNewerLeaseOfSomebodyElseFences() {
        HeldSlots held = held();
        held.take(7, 100);
        assertThat(held.isFenced(7, 99)).isFalse();
        assertThat(held.isFenced(7, 101)).isTrue();
        assertThat(held.isFenced(8, 101)).as("not ours").isFalse();
        held.release(7);
        assertThat(held.isFenced(7, 101)).isFalse();
    }

    @Test
    void whatIsHeldWithoutALeaseGivesWayToAny() {
        HeldSlots held = held();
        held.take(3, HeldSlots.STAND_IN);
        held.take(4, 12);
        assertThat(held.isFenced(3, 0)).isTrue();
        assertThat(held.dropStandIns()).isTrue();
        assertThat(held.slots()).containsExactly(4);
        assertThat(held.dropStandIns()).isFalse();
    }

    @Test
    void slotsAreRememberedAndRubbishIsNot() throws Exception {
        HeldSlots held = held();
        assertThat(held.remembered()).isEmpty();
        held.take(3, 1);
        held.take(63, 2);
        held.remember();
        assertThat(held().remembered()).containsExactlyInAnyOrder(3, 63);
        Files.writeString(folder.resolve("slots"), "3 x 64 -1 12");
        assertThat(held().remembered()).containsExactlyInAnyOrder(3, 12);
    }

    private HeldSlots held() {
        return new HeldSlots(folder.resolve("slots"));
    }
}
