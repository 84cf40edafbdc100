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

    /** So many packets from the past in a row: the camera started its count anew, with the same source. */
    static final int MAX_OLD_PACKETS = 50;

    private static final int RTP_HEADER = 12;

    private final Consumer<ByteBuf> inOrder;
    private final @Nullable ByteBuf[] waiting = new ByteBuf[SIZE];
    private final long[] arrivedNanos = new long[SIZE];
    private int held;
    private boolean started;
    private long source;
    /** Sequence number of the next packet, 16 bits. */
    private int next;

    private int oldPackets;

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
            source = packetSource;
            restartAt(sequence);
        }
        int ahead = (sequence - next) & 0xFFFF;
        if (ahead >= 0x8000 && ++oldPackets <= MAX_OLD_PACKETS) {
            inOrder.accept(packet); // too late or a copy: dropped and counted there
            return;
        }
        oldPackets = 0;
        if (ahead >= 0x8000) {
            restartAt(sequence);
            ahead = 0;
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

    private void restartAt(int sequence) {
        flush();
        started = true;
        next = sequence;
    }

    /** Whether {@link #expire} will have something to do. */
    boolean isWaiting() {
        return held > 0;
    }

    /** @return until the first hole is given up, at least 1; only while {@link #isWaiting} */
    long expiresInNanos(long nowNanos) {
        return Math.max(1, arrivedNanos[firstHeld() % SIZE] + MAX_WAIT_NANOS + 1 - nowNanos);
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
