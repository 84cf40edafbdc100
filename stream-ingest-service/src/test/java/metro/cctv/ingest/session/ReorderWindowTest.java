package metro.cctv.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReorderWindowTest {
    private final List<Integer> seen = new ArrayList<>();
    private final List<ByteBuf> all = new ArrayList<>();
    private final ReorderWindow window = new ReorderWindow(packet -> seen.add(packet.getUnsignedShort(2)));
    private long now = 1;

    @Test
    void neighboursThatOvertookAreBroughtBackOverTheWrap() {
        send(65_533, 65_535, 65_534, 1, 0, 2);
        assertThat(seen).containsExactly(65_533, 65_534, 65_535, 0, 1, 2);
        assertNothingHeld();
    }

    @Test
    void aHoleIsWaitedForAsLongAsALiveImageMayWait() {
        send(10, 12, 13);
        assertThat(seen).containsExactly(10);
        now += ReorderWindow.MAX_WAIT_NANOS + 1;
        window.expire(now);
        assertThat(seen).containsExactly(10, 12, 13);
        assertNothingHeld();
    }

    @Test
    void aHoleIsGivenUpWhenTheWindowIsFull() {
        send(10);
        IntStream.rangeClosed(12, 12 + ReorderWindow.SIZE).forEach(this::send);
        assertThat(seen).startsWith(10, 12, 13).endsWith(12 + ReorderWindow.SIZE);
        assertNothingHeld();
    }

    @Test
    void twoHolesEachHaveTheirTime() {
        send(10, 12);
        now += ReorderWindow.MAX_WAIT_NANOS - 1;
        send(14, 11);
        now += 10;
        window.expire(now);
        assertThat(seen).containsExactly(10, 11, 12);
        now += ReorderWindow.MAX_WAIT_NANOS;
        window.expire(now);
        assertThat(seen).containsExactly(10, 11, 12, 14);
    }

    @Test
    void manyHolesDelayNoMoreThanOne() {
        for (int sequence = 0; sequence < 200; sequence += 2) {
            send(sequence);
            now += ReorderWindow.MAX_WAIT_NANOS / 4;
        }
        assertThat(seen.getLast()).isGreaterThanOrEqualTo(198 - 2 * 5);
    }

    @Test
    void aJumpIsNotWaitedFor() {
        send(10, 12, 30_000, 30_001);
        assertThat(seen).containsExactly(10, 12, 30_000, 30_001);
        assertNothingHeld();
    }

    @Test
    void lateOnesAndCopiesAreLeftToTheDepacketizer() {
        send(10, 11, 10, 13, 13, 12);
        assertThat(seen).containsExactly(10, 11, 10, 12, 13);
        assertNothingHeld();
    }

    @Test
    void anotherSourceStartsAnew() {
        send(10, 12);
        window.packet(packet(500, 2), now);
        assertThat(seen).containsExactly(10, 12, 500);
        assertNothingHeld();
    }

    @Test
    void aCountThatBeginsAnewIsFollowedAndPutInOrder() {
        send(20_000, 20_002);
        IntStream.rangeClosed(100, 100 + ReorderWindow.MAX_OLD_PACKETS).forEach(this::send);
        seen.clear();
        send(152, 151, 153);
        assertThat(seen).containsExactly(151, 152, 153);
        assertNothingHeld();
    }

    @Test
    void copiesBetweenNewPacketsAreNoNewCount() {
        for (int sequence = 200; sequence < 200 + 2 * ReorderWindow.MAX_OLD_PACKETS; sequence++) send(sequence, 199);
        seen.clear();
        send(301, 300);
        assertThat(seen).containsExactly(300, 301);
    }

    @Test
    void everyShuffleWithinTheWindowComesOutInOrder() {
        var random = new Random(4);
        List<Integer> order = new ArrayList<>();
        for (int block = 0; block < 200; block++) {
            List<Integer> some = new ArrayList<>();
            for (int i = 0; i < 20; i++) some.add((block * 20 + i + 64_000) & 0xFFFF);
            if (block > 0) java.util.Collections.shuffle(some, random);
            order.addAll(some);
        }
        order.forEach(this::send);
        assertThat(seen).hasSize(4000);
        for (int i = 1; i < seen.size(); i++) assertThat(seen.get(i)).isEqualTo((seen.get(i - 1) + 1) & 0xFFFF);
        assertNothingHeld();
    }

    @Test
    void theEndHandsOnWhatIsThere() {
        send(1, 3, 5);
        window.flush();
        assertThat(seen).containsExactly(1, 3, 5);
        assertNothingHeld();
    }

    private void assertNothingHeld() {
        assertThat(all).allMatch(packet -> packet.refCnt() == 1);
    }

    private void send(int... sequences) {
        for (int sequence : sequences) window.packet(packet(sequence, 1), now);
    }

    private ByteBuf packet(int sequence, int source) {
        ByteBuf packet = Unpooled.buffer(16);
        packet.writeByte(0x80).writeByte(96).writeShort(sequence).writeInt(0).writeInt(source);
        all.add(packet);
        return packet;
    }
}
