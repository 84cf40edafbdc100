package metro.cctv.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MotionGateTest {
    private static final double OPEN = 0.007;

    private final MotionGate gate = new MotionGate();
    private final Random noise = new Random(4);

    @Test
    void sensorNoiseIsNoMotion() {
        for (int i = 0; i < 100; i++) gate.score(scene(6, 0, 0, 0));
        for (int i = 0; i < 100; i++) assertThat(gate.score(scene(6, 0, 0, 0))).isLessThan(OPEN);
    }

    @Test
    void aPersonOpensTheGateAndStandingStillKeepsItOpenForHalfAMinute() {
        for (int i = 0; i < 100; i++) gate.score(scene(3, 0, 0, 0));
        for (int i = 0; i < 300; i++)
            assertThat(gate.score(scene(3, 60, 40, 0))).isGreaterThanOrEqualTo(OPEN);
    }

    @Test
    void aSlowChangeOfLightIsNoMotion() {
        for (int i = 0; i < 50; i++) gate.score(scene(2, 0, 0, 0));
        for (int i = 0; i < 40; i++) assertThat(gate.score(scene(2, 0, 0, i))).isLessThan(OPEN);
    }

    @Test
    void aNewSceneIsLearntWithinSeconds() {
        for (int i = 0; i < 50; i++) gate.score(scene(2, 0, 0, 0));
        double score = 1;
        for (int i = 0; i < 40; i++) score = gate.score(other());
        assertThat(score).isLessThan(OPEN);
    }

    /** A grey street with a texture; a darker person of 6 × 14 at x, y when x is not 0. */
    private byte[] scene(int sigma, int x, int y, int brighter) {
        var luma = new byte[MotionGate.WIDTH * MotionGate.HEIGHT];
        for (int i = 0; i < luma.length; i++) {
            int column = i % MotionGate.WIDTH;
            int row = i / MotionGate.WIDTH;
            int value = 110 + (column * 7 + row * 13) % 40 + brighter;
            if (x > 0 && column >= x && column < x + 6 && row >= y && row < y + 14) value = 40;
            luma[i] = (byte) Math.clamp(value + Math.round(noise.nextGaussian() * sigma), 0, 255);
        }
        return luma;
    }

    private byte[] other() {
        var luma = new byte[MotionGate.WIDTH * MotionGate.HEIGHT];
        for (int i = 0; i < luma.length; i++) luma[i] = (byte) ((i * 31) % 200 + noise.nextInt(3));
        return luma;
    }
}
