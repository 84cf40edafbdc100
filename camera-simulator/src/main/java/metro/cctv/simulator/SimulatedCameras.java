package metro.cctv.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import metro.cctv.simulator.access.AuthScheme;
import metro.cctv.simulator.access.Credentials;
import metro.cctv.simulator.rtsp.RtspLimits;
import metro.cctv.simulator.rtsp.RtspServer;
import metro.cctv.simulator.video.EncodedLoop;
import org.jspecify.annotations.Nullable;

/**
 * Cameras inside a test's own process: real RTSP on a free loopback port, and switches for what cameras do in bad weather.
 *
 * <pre>{@code
 * try (var cameras = SimulatedCameras.builder().credentials("u", "p").camera("DJ-SEO-001", main, sub).start()) {
 *     dial(cameras.url("DJ-SEO-001", "sub"));
 *     cameras.kill();
 *     cameras.revive();
 * }
 * }</pre>
 */
public final class SimulatedCameras implements AutoCloseable {
    private final RtspServer server;
    private final Instant startedAt;

    private SimulatedCameras(RtspServer server, Instant startedAt) {
        this.server = server;
        this.startedAt = startedAt;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** @param stream {@code main} or {@code sub} */
    public String url(String cameraId, String stream) {
        return "rtsp://127.0.0.1:%d/%s/%s".formatted(server.port(), cameraId, stream);
    }

    public int port() {
        return server.port();
    }

    /** When frame 0 of every stream was on show. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Sessions that are playing now. */
    public int viewers() {
        return server.viewers();
    }

    /** Of the stream that had the most at the same time, since the start. */
    public int mostViewersOfAStream() {
        return server.mostViewersOfAStream();
    }

    /** Power cut: connections are reset, new ones refused. */
    public void kill() {
        server.refuse();
    }

    /** Power is back, on the same port. */
    public void revive() {
        try {
            server.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All cameras hang: connections stay open and new ones are accepted, but nothing is sent or answered. */
    public void pause() {
        server.silence(true);
    }

    public void resume() {
        server.silence(false);
    }

    /** One stream of one camera hangs. */
    public void pause(String cameraId, String stream) {
        server.silence(path(cameraId, stream), true);
    }

    public void resume(String cameraId, String stream) {
        server.silence(path(cameraId, stream), false);
    }

    /** Every connection is reset once; new ones work. */
    public void reset() {
        server.reset();
    }

    @Override
    public void close() {
        server.close();
    }

    private static String path(String cameraId, String stream) {
        return "/" + cameraId + "/" + stream;
    }

    /** What to simulate. Without credentials nobody is asked for any. */
    public static final class Builder {
        private final Map<String, EncodedLoop> streams = new LinkedHashMap<>();
        private AuthScheme auth = AuthScheme.NONE;
        private @Nullable Credentials credentials;
        private RtspLimits limits = RtspLimits.defaults();
        private boolean audio;
        private boolean cachedKeyFrame;
        private int port;

        private Builder() {}

        public Builder camera(String cameraId, EncodedLoop main, EncodedLoop sub) {
            return stream(cameraId, "main", main).stream(cameraId, "sub", sub);
        }

        /** @param stream {@code main} or {@code sub} */
        public Builder stream(String cameraId, String stream, EncodedLoop loop) {
            streams.put(path(cameraId, stream), loop);
            return this;
        }

        /** Asked for by Digest unless {@link #auth} says otherwise. */
        public Builder credentials(String username, String password) {
            credentials = new Credentials(username, password);
            if (auth == AuthScheme.NONE) auth = AuthScheme.DIGEST;
            return this;
        }

        public Builder auth(AuthScheme scheme) {
            auth = scheme;
            return this;
        }

        public Builder sessionTimeout(Duration timeout) {
            limits = limits.withSessionTimeout(timeout);
            return this;
        }

        public Builder nonceLife(Duration life) {
            limits = limits.withNonceLife(life);
            return this;
        }

        /** Unsent bytes at which a slow TCP viewer is cut. */
        public Builder maxQueuedBytes(int bytes) {
            limits = limits.withMaxQueuedBytes(bytes);
            return this;
        }

        /** Adds a PCMU track of silence. */
        public Builder withAudio() {
            audio = true;
            return this;
        }

        /** Viewers begin with the last key frame at once instead of waiting for the next. */
        public Builder startAtCachedKeyFrame() {
            cachedKeyFrame = true;
            return this;
        }

        /** Default: any free port. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        public SimulatedCameras start() {
            try {
                RtspServer server = RtspServer.start(
                        new RtspServer.Settings("127.0.0.1", port, auth, credentials, limits, audio, cachedKeyFrame));
                Instant now = Instant.now();
                long nanos = System.nanoTime();
                streams.forEach((path, loop) -> server.publish(path, loop, nanos));
                return new SimulatedCameras(server, now);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
