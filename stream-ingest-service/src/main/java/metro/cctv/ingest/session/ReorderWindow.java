package metro.cctv.ingest.session;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings RTP datagrams into the order of their sequence numbers. A hole is waited for until {@link #MAX_WAIT_NANOS} have passed
 * or {@link #SIZE} packets came after it; then it is lost, and the depacketizer sees it as such.
 */
final class ReorderWindow {
    static final int SIZE = 64;
    /** LANs reorder by a few packets; a live picture must not wait longer than about two frames. */
    static final long MAX_WAIT_NANOS = 100_000_000L;

    private static final int RTP_HEADER = 12;

    private final Consumer<ByteBuf> inOrder;
    private final @Nullable ByteBuf[] waiting = new ByteBuf[SIZE];
    private final long[] arrivedNanos = new long[SIZE];
    private int held;
    private boolean started;
    private long source;
    /** Sequence number of the next packet, 16 bits. */
    private int next;

    ReorderWindow(Consumer<ByteBuf> inOrder) {
        this.inOrder = inOrder;
    }

    /** @param packet borrowed; retained only when it must wait */
    void packet(ByteBuf packet, long nowNanos) {
        if (packet.readableBytes() < RTP_HEADER) {
            inOrder.accept(packet); // counted there as malformed
            return;
        }
        int at = packet.readerIndex();
        int sequence = packet.getUnsignedShort(at + 2);
        long packetSource = packet.getUnsignedInt(at + 8);
        if (!started || packetSource != source) {
            flush();
            started = true;
            source = packetSource;
            next = sequence;
        }
        int ahead = (sequence - next) & 0xFFFF;
        if (ahead >= 0x8000) {
            inOrder.accept(packet); // too late or a copy: dropped and counted there
            return;
        }
        while (ahead >= SIZE && held > 0) {
            skipHole();
            ahead = (sequence - next) & 0xFFFF;
        }
        if (ahead >= SIZE) {
            next = sequence;
            ahead = 0;
        }
        if (ahead == 0) {
            pass(packet);
            drain();
            return;
        }
        hold(packet, sequence, nowNanos);
        expire(nowNanos);
    }

    /** Gives up every hole whose next packet has waited for too long. */
    void expire(long nowNanos) {
        while (held > 0 && nowNanos - arrivedNanos[firstHeld() % SIZE] > MAX_WAIT_NANOS) skipHole();
    }

    /** Hands on what is there; for the end of a session. */
    void flush() {
        while (held > 0) skipHole();
    }

    private void hold(ByteBuf packet, int sequence, long nowNanos) {
        int slot = sequence % SIZE;
        if (waiting[slot] != null) return; // a copy
        waiting[slot] = packet.retain();
        arrivedNanos[slot] = nowNanos;
        held++;
    }

    private void skipHole() {
        next = firstHeld();
        drain();
    }

    /** Sequence number; there must be one. */
    private int firstHeld() {
        int sequence = next;
        while (waiting[sequence % SIZE] == null) sequence = (sequence + 1) & 0xFFFF;
        return sequence;
    }

    private void drain() {
        for (ByteBuf packet = take(); packet != null; packet = take()) {
            try {
                pass(packet);
            } finally {
                packet.release();
            }
        }
    }

    private @Nullable ByteBuf take() {
        int slot = next % SIZE;
        ByteBuf packet = waiting[slot];
        if (packet == null) return null;
        waiting[slot] = null;
        held--;
        return packet;
    }

    private void pass(ByteBuf packet) {
        next = (next + 1) & 0xFFFF;
        inOrder.accept(packet);
    }
}
