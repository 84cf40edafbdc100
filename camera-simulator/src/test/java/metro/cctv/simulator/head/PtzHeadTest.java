package metro.cctv.simulator.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PtzHeadTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    private final PtzHead head = new PtzHead(START);

    @Test
    void turnsUntilItsTimeoutAndNoFurther() {
        head.move(new PtzHead.Velocity(1, -0.5, 0), Duration.ofSeconds(2), START);
        assertThat(head.position(START.plusSeconds(1))).isEqualTo(new PtzHead.Position(0.2, -0.1, 0));
        assertThat(head.isMoving(START.plusSeconds(1))).isTrue();
        assertThat(head.position(START.plusSeconds(9))).isEqualTo(new PtzHead.Position(0.4, -0.2, 0));
        assertThat(head.isMoving(START.plusSeconds(9))).isFalse();
    }

    @Test
    void stopsAtTheEndOfItsRange() {
        head.move(new PtzHead.Velocity(1, 0, 1), Duration.ofSeconds(60), START);
        assertThat(head.position(START.plusSeconds(60))).isEqualTo(new PtzHead.Position(1, 0, 1));
    }

    @Test
    void stopsWhatIsToldToStop() {
        head.move(new PtzHead.Velocity(1, 0, 1), Duration.ofSeconds(10), START);
        head.stop(true, false, START.plusSeconds(1));
        assertThat(head.position(START.plusSeconds(2))).isEqualTo(new PtzHead.Position(0.2, 0, 0.5));
        head.stop(false, true, START.plusSeconds(2));
        assertThat(head.isMoving(START.plusSeconds(3))).isFalse();
    }

    @Test
    void glidesToAPlaceAtFullSpeedAndRestsThere() {
        var there = new PtzHead.Position(-0.4, 0.1, 0.2);
        head.glide(there, START);
        assertThat(head.position(START.plusSeconds(1)).pan()).isEqualTo(-0.2);
        assertThat(head.position(START.plusSeconds(1)).tilt()).isEqualTo(0.1);
        assertThat(head.isMoving(START.plusSeconds(1))).isTrue();
        assertThat(head.position(START.plusSeconds(2))).isEqualTo(there);
        assertThat(head.isMoving(START.plusSeconds(2))).isFalse();
    }

    @Test
    void aStopEndsAGlideOnTheWay() {
        head.glide(new PtzHead.Position(1, 0, 0), START);
        head.stop(true, true, START.plusSeconds(2));
        assertThat(head.position(START.plusSeconds(60)).pan()).isEqualTo(0.4);
        assertThat(head.isAtFront(START.plusSeconds(60))).isFalse();
    }
}
