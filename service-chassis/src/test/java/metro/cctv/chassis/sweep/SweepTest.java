package metro.cctv.chassis.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SweepTest {
    private final Sweep sweep = new Sweep("Letters");

    @Test
    void aTroubleIsSaidOnceUntilItIsOver(CapturedOutput output) {
        sweep.run(SweepTest::fail);
        sweep.run(SweepTest::fail);
        assertThat(said(output)).isEqualTo(1);

        sweep.run(() -> {});
        sweep.run(SweepTest::fail);
        assertThat(said(output)).isEqualTo(2);
    }

    private static void fail() {
        throw new IllegalStateException("the post is closed");
    }

    private static long said(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("Letters wait: the post is closed"))
                .count();
    }
}
