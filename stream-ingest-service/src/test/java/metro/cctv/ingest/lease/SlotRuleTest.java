package metro.cctv.ingest.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotRuleTest {
    @Test
    void aSlotNeverChanges() {
        assertThat(SlotRule.slotOf("DJ-SEO-00001")).isEqualTo(SlotRule.slotOf("DJ-SEO-00001"));
        assertThat(java.util.stream.Stream.of("DJ-SEO-00001", "DJ-SEO-00002", "DJ-YUS-00001", "SE-JNG-12345")
                        .map(SlotRule::slotOf))
                .as("written down: other values would move every camera at the upgrade")
                .containsExactly(38, 56, 9, 3);
    }

    @Test
    void aDistrictsCamerasSpreadEvenly() {
        var cameras = new int[SlotRule.SLOTS];
        for (int i = 0; i < 2_720; i++) cameras[SlotRule.slotOf("DJ-SEO-%05d".formatted(i))]++;
        for (int count : cameras) assertThat(count).isBetween(42 / 2, 42 * 2);
    }
}
