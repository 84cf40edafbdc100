package metro.cctv.simulator.rtsp;

import java.time.Duration;

/**
 * What one client may cost.
 *
 * @param maxConnections further ones are closed at once
 * @param maxQueuedBytes unsent media of one TCP client; a client that falls further behind is cut
 * @param sessionTimeout announced in {@code Session}; a session without a sign of life is dropped after it
 * @param silenceTimeout a connection without a session or a complete request is closed after it
 * @param nonceLife age at which a digest nonce becomes stale
 */
public record RtspLimits(
        int maxConnections, int maxQueuedBytes, Duration sessionTimeout, Duration silenceTimeout, Duration nonceLife) {

    static final int MAX_SESSIONS_PER_CONNECTION = 4;

    public static RtspLimits defaults() {
        return new RtspLimits(
                1024, 2 * 1024 * 1024, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    public RtspLimits withSessionTimeout(Duration timeout) {
        return new RtspLimits(maxConnections, maxQueuedBytes, timeout, silenceTimeout, nonceLife);
    }

    public RtspLimits withNonceLife(Duration life) {
        return new RtspLimits(maxConnections, maxQueuedBytes, sessionTimeout, silenceTimeout, life);
    }

    public RtspLimits withMaxQueuedBytes(int bytes) {
        return new RtspLimits(maxConnections, bytes, sessionTimeout, silenceTimeout, nonceLife);
    }
}
