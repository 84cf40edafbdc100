package metro.cctv.ingest.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import metro.cctv.ingest.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one viewer. The stream never waits: when the queue is full it is emptied and the viewer goes on with the
 * next key frame.
 */
public final class LiveViewer {
    /** What a viewer's channel is made of. */
    public enum Form {
        /** Fragmented MP4, made once for all. */
        FRAGMENTS,
        /** The coded pictures themselves, for RTP. */
        PICTURES
    }

    public sealed interface Message {
        /** A new init segment; {@code epochMs} is our clock at media time 0. */
        record Start(String codecs, int width, int height, long epochMs, byte[] init) implements Message {}

        record Media(byte[] fragment) implements Message {}

        record Picture(AccessUnit unit) implements Message {}

        record Trouble(State state, Cause cause, String detail) implements Message {}

        /** What it takes of a queue. */
        default int bytes() {
            return switch (this) {
                case Start start -> start.init().length;
                case Media media -> media.fragment().length;
                case Picture picture -> picture.unit().length();
                case Trouble trouble -> 0;
            };
        }
    }

    private final Form form;
    private final long maxBytes;
    private final Queue<Message> queue = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private long queuedBytes;
    private long wokenNanos = System.nanoTime();
    private boolean nudged;
    private boolean skipping;
    private int skips;
    private int formatNumber = -1;

    LiveViewer(Form form, long maxBytes) {
        this.form = form;
        this.maxBytes = maxBytes;
    }

    Form form() {
        return form;
    }

    /** The init segment this viewer has; used by the stream's event loop only. */
    int formatNumber() {
        return formatNumber;
    }

    void formatNumber(int number) {
        formatNumber = number;
    }

    /** Times that the viewer was too slow. */
    int skips() {
        lock.lock();
        try {
            return skips;
        } finally {
            lock.unlock();
        }
    }

    void start(Message.Start start) {
        put(start);
    }

    void trouble(Message.Trouble trouble) {
        put(trouble);
    }

    void media(byte[] fragment, boolean key) {
        offer(new Message.Media(fragment), key);
    }

    void picture(AccessUnit unit) {
        offer(new Message.Picture(unit), unit.keyFrame());
    }

    private void offer(Message message, boolean key) {
        lock.lock();
        try {
            if (skipping && !key) return;
            skipping = false;
            if (queuedBytes + message.bytes() > maxBytes) {
                skips++;
                skipping = true;
                queue.removeIf(waiting -> waiting.getClass() == message.getClass());
                queuedBytes = queue.stream().mapToLong(Message::bytes).sum();
                return;
            }
            put(message);
        } finally {
            lock.unlock();
        }
    }

    /** @return null when there is nothing and the viewer was nudged, since the last call or now */
    @Nullable
    Message next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && !nudged) arrived.await();
            nudged = false;
            wokenNanos = System.nanoTime();
            Message message = queue.poll();
            if (message != null) queuedBytes -= message.bytes();
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever got nothing for so long looks around. */
    void nudgeAfter(Duration quiet) {
        lock.lock();
        try {
            if (System.nanoTime() - wokenNanos < quiet.toNanos()) return;
            nudged = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void put(Message message) {
        lock.lock();
        try {
            queue.add(message);
            queuedBytes += message.bytes();
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }
}
