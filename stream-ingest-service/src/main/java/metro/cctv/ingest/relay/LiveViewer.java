package metro.cctv.ingest.relay;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.contracts.health.StreamHealthChanged.State;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one viewer. The stream never waits: when the queue is full it is emptied and the viewer goes on with the
 * next key frame.
 */
final class LiveViewer {
    sealed interface Message {
        /** A new init segment; {@code epochMs} is our clock at media time 0. */
        record Start(String codecs, int width, int height, long epochMs, byte[] init) implements Message {}

        record Media(byte[] fragment) implements Message {}

        record Trouble(State state, Cause cause, String detail) implements Message {}
    }

    private final long maxBytes;
    private final Queue<Message> queue = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private long queuedBytes;
    private boolean skipping;
    private int skips;
    private int formatNumber = -1;

    LiveViewer(long maxBytes) {
        this.maxBytes = maxBytes;
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
        put(start, start.init().length);
    }

    void trouble(Message.Trouble trouble) {
        put(trouble, 0);
    }

    void media(byte[] fragment, boolean key) {
        lock.lock();
        try {
            if (skipping && !key) return;
            skipping = false;
            if (queuedBytes + fragment.length > maxBytes) {
                skips++;
                skipping = true;
                queue.removeIf(Message.Media.class::isInstance);
                queuedBytes = 0;
                return;
            }
            put(new Message.Media(fragment), fragment.length);
        } finally {
            lock.unlock();
        }
    }

    /** @return null when nothing came within the time */
    @Nullable
    Message next(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = unit.toNanos(timeout);
            while (queue.isEmpty()) {
                if (left <= 0) return null;
                left = arrived.awaitNanos(left);
            }
            Message message = queue.remove();
            if (message instanceof Message.Media media) queuedBytes -= media.fragment().length;
            if (message instanceof Message.Start start) queuedBytes -= start.init().length;
            return message;
        } finally {
            lock.unlock();
        }
    }

    private void put(Message message, int bytes) {
        lock.lock();
        try {
            queue.add(message);
            queuedBytes += bytes;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }
}
