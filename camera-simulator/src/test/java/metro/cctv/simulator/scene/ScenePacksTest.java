package metro.cctv.simulator.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenePacksTest {
    static List<String> behaviours() {
        return ScenePacks.behaviours();
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void aPositiveHasOneEventWithinItsClipAndANearMissNone(String behaviour) {
        for (long seed = 1; seed <= 20; seed++) {
            PackClip shows = ScenePacks.clip(behaviour, true, seed);
            assertThat(shows.events()).hasSize(1);
            TrueEvent event = shows.events().getFirst();
            assertThat(event.startFrame()).isLessThanOrEqualTo(event.alarmFrame());
            assertThat(event.alarmFrame()).isLessThanOrEqualTo(event.endFrame()).isLessThan(shows.frames());
            assertThat(ScenePacks.clip(behaviour, false, seed).events()).isEmpty();
        }
    }

    @Test
    void whoLoitersStandsInTheZoneForAsLongAsTheTruthSays() {
        for (long seed = 1; seed <= 20; seed++) {
            assertThat(framesInZone(ScenePacks.clip("LOITERING", true, seed))).isBetween(105, 150);
            assertThat(framesInZone(ScenePacks.clip("LOITERING", false, seed))).isBetween(70, 97);
        }
    }

    private static int framesInZone(PackClip clip) {
        int inside = 0;
        for (int frame = 0; frame < clip.frames(); frame++)
            for (TrueObject object : clip.scene().objects(frame))
                if (object.id() == 1 && clip.zone().contains(object.footX(), object.footY())) inside++;
        return inside;
    }

    @Test
    void aSeedDecidesEveryPixel() {
        assertThat(pixels(ScenePacks.clip("FALL", true, 3))).isEqualTo(pixels(ScenePacks.clip("FALL", true, 3)));
        assertThat(pixels(ScenePacks.clip("FALL", true, 3))).isNotEqualTo(pixels(ScenePacks.clip("FALL", true, 9)));
    }

    private static byte[] pixels(PackClip clip) {
        BufferedImage picture = ScenePicture.of(clip.scene(), 60, 320, 180);
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    @Test
    void sixSeedsInARowHaveSixConditions() {
        assertThat(List.of(1L, 2L, 3L, 4L, 5L, 6L))
                .extracting(seed -> ScenePacks.clip("INTRUSION", true, seed).condition())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNothingRendersIsRefused() {
        assertThatThrownBy(() -> ScenePacks.clip("FIRE", true, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
