package metro.cctv.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten pictures a second where nothing else is said. */
class MotionGateTest {
    private static final double OPEN = 0.007;

    private final MotionGate gate = new MotionGate();
    private static final float[] GAUSS = gauss();

    private final Random noise = new Random(4);
    private double now = 1_000_000;
    private double step = 0.1;

    @Test
    void sensorNoiseIsNoMotion() {
        for (int i = 0; i < 100; i++) score(scene(6, 0, 0, 0));
        for (int i = 0; i < 100; i++) assertThat(score(scene(6, 0, 0, 0))).isLessThan(OPEN);
    }

    /** The gain goes up by night. */
    @Test
    void noiseThatGrowsIsLearnt() {
        for (int i = 0; i < 300; i++) score(scene(2 + i / 30.0, 0, 0, 0));
        for (int i = 0; i < 100; i++) assertThat(score(scene(12, 0, 0, 0))).isLessThan(OPEN);
    }

    @Test
    void rainIsLearntAndAPersonInItIsSeen() {
        for (int i = 0; i < 300; i++) score(rain(scene(3, 0, 0, 0)));
        int open = 0;
        for (int i = 0; i < 100; i++) if (score(rain(scene(3, 0, 0, 0))) >= OPEN) open++;
        assertThat(open).as("of 100 pictures of rain alone").isLessThan(5);
        int seen = 0;
        for (int i = 0; i < 50; i++) if (score(rain(scene(3, 30 + i, 40, 0))) >= OPEN) seen++;
        assertThat(seen).as("of 50 with a person").isGreaterThan(45);
    }

    /** A third of the picture swings between two looks, each place at its own pace. */
    @Test
    void treesInTheWindAreLearntAndAPersonBesideThemIsSeen() {
        for (int i = 0; i < 900; i++) score(tree(scene(2, 0, 0, 0), i));
        int open = 0;
        for (int i = 900; i < 1100; i++) if (score(tree(scene(2, 0, 0, 0), i)) >= OPEN) open++;
        assertThat(open).as("of 200 pictures of leaves alone").isLessThan(20);
        int seen = 0;
        for (int i = 1100; i < 1150; i++) if (score(tree(scene(2, 60 + i - 1100, 40, 0), i)) >= OPEN) seen++;
        assertThat(seen).as("of 50 with a person").isGreaterThan(45);
    }

    @Test
    void aPersonOpensTheGateAndStandingStillKeepsItOpenForHalfAMinute() {
        for (int i = 0; i < 400; i++) score(scene(3, 0, 0, 0));
        score(scene(3, 60, 40, 0));
        for (int i = 0; i < 300; i++)
            assertThat(score(scene(3, 60, 40, 0))).as("picture %d", i).isGreaterThanOrEqualTo(OPEN);
    }

    /** Of any rate: learning goes by time. */
    @ParameterizedTest
    @ValueSource(ints = {5, 15})
    void whatParkedIsLearntWithinNinetySecondsAndItsPlaceIsKnownWhenItLeaves(int picturesPerSecond) {
        step = 1.0 / picturesPerSecond;
        for (int i = 0; i < 40 * picturesPerSecond; i++) score(scene(3, 0, 0, 0));
        for (int i = 0; i < 90 * picturesPerSecond; i++) score(scene(3, 60, 40, 0));
        for (int i = 0; i < 60 * picturesPerSecond; i++)
            assertThat(score(scene(3, 60, 40, 0))).as("parked").isLessThan(OPEN);
        for (int i = 0; i < 10 * picturesPerSecond; i++)
            assertThat(score(scene(3, 0, 0, 0))).as("left").isLessThan(OPEN);
    }

    @Test
    void aPersonBesideAParkedCarOpensTheGate() {
        for (int i = 0; i < 900; i++) score(scene(3, 60, 40, 0));
        int seen = 0;
        for (int i = 0; i < 60; i++) if (score(withPerson(scene(3, 60, 40, 0), 80 + i, 30)) >= OPEN) seen++;
        assertThat(seen).as("of 60 pictures").isGreaterThan(55);
    }

    @Test
    void aSlowChangeOfLightIsNoMotion() {
        for (int i = 0; i < 50; i++) score(scene(2, 0, 0, 0));
        for (int i = 0; i < 40; i++) assertThat(score(scene(2, 0, 0, i))).isLessThan(OPEN);
    }

    /** Half of the picture at once: a lamp was switched on. */
    @Test
    void aLampIsLearntWithinTenSeconds() {
        for (int i = 0; i < 400; i++) score(scene(2, 0, 0, 0));
        for (int i = 0; i < 100; i++) score(lamp(scene(2, 0, 0, 0)));
        for (int i = 0; i < 50; i++) assertThat(score(lamp(scene(2, 0, 0, 0)))).isLessThan(OPEN);
    }

    @Test
    void aNewSceneIsLearntWithinSeconds() {
        for (int i = 0; i < 50; i++) score(scene(2, 0, 0, 0));
        double score = 1;
        for (int i = 0; i < 40; i++) score = score(other());
        assertThat(score).isLessThan(OPEN);
    }

    private double score(byte[] luma) {
        now += step;
        return gate.score(luma, now);
    }

    /** A grey street with a texture; a darker person of 6 × 14 at x, y when x is not 0. */
    private byte[] scene(double sigma, int x, int y, int brighter) {
        var luma = new byte[MotionGate.WIDTH * MotionGate.HEIGHT];
        int from = noise.nextInt(GAUSS.length);
        for (int i = 0; i < luma.length; i++) {
            int column = i % MotionGate.WIDTH;
            int row = i / MotionGate.WIDTH;
            int value = 110 + (column * 7 + row * 13) % 40 + brighter;
            luma[i] = (byte) Math.clamp(value + Math.round(GAUSS[(from + i) % GAUSS.length] * sigma), 0, 255);
        }
        return x == 0 ? luma : withPerson(luma, x, y);
    }

    private static byte[] withPerson(byte[] luma, int x, int y) {
        for (int row = y; row < y + 14; row++)
            for (int column = x; column < x + 6; column++) luma[row * MotionGate.WIDTH + column] = 40;
        return luma;
    }

    private byte[] rain(byte[] luma) {
        for (int drop = 0; drop < 60; drop++) {
            int x = noise.nextInt(MotionGate.WIDTH);
            int y = noise.nextInt(MotionGate.HEIGHT - 6);
            for (int row = y; row < y + 6; row++) {
                int at = row * MotionGate.WIDTH + x;
                luma[at] = (byte) Math.min(255, (luma[at] & 0xFF) + 35);
            }
        }
        return luma;
    }

    private byte[] tree(byte[] luma, int picture) {
        for (int row = 0; row < 40; row++)
            for (int column = 100; column < MotionGate.WIDTH; column++) {
                double swing = Math.sin(picture * 0.1 * (2.1 + (row + column) % 5 * 0.23) + column % 7);
                int at = row * MotionGate.WIDTH + column;
                luma[at] = (byte) ((swing > 0.2 ? 45 : 120) + noise.nextInt(5));
            }
        return luma;
    }

    private static byte[] lamp(byte[] luma) {
        for (int i = 0; i < luma.length; i++)
            if (i % MotionGate.WIDTH > 75) luma[i] = (byte) Math.min(255, (luma[i] & 0xFF) + 45);
        return luma;
    }

    private byte[] other() {
        var luma = new byte[MotionGate.WIDTH * MotionGate.HEIGHT];
        for (int i = 0; i < luma.length; i++) luma[i] = (byte) ((i * 31) % 200 + noise.nextInt(3));
        return luma;
    }

    private static float[] gauss() {
        var random = new Random(9);
        var values = new float[100_003];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextGaussian();
        return values;
    }
}
