package metro.cctv.ingest.frame;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import metro.cctv.contracts.frame.FrameMetadata;
import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import metro.cctv.ingest.gate.GateRule;
import metro.cctv.ingest.gate.MotionGate;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.ingest.tampering.TamperingWatch;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One camera: coded picture → decoded → gate → JPEG → Kafka. Decoding is the first thing to be shed: what the decoders
 * cannot keep up with is skipped to the next key frame.
 */
public final class FramePipeline {
    private static final Logger log = LoggerFactory.getLogger(FramePipeline.class);
    private static final double NEVER = Double.NEGATIVE_INFINITY;

    private final String cameraId;
    private final String districtCode;
    private final Frames frames;
    private final Executor decoders;
    private final LongSupplier clockOffsetMs;
    private final Consumer<Sight> onSight;

    private final Queue<AccessUnit> queue = new ArrayDeque<>();
    private boolean skipToKey;
    private boolean busy;
    private boolean closed;

    // From here on: the one decoder thread that is at work for this camera.
    private final MotionGate gate = new MotionGate();
    private final SmallLuma smallLuma = new SmallLuma();
    private final TamperingWatch watch;
    private @Nullable VideoDecoder decoder;
    private @Nullable JpegEncoder encoder;
    private double lastMoved = NEVER;
    private double lastSent = NEVER;
    private long sequence;

    private final AtomicReference<@Nullable CompletableFuture<Snapshot>> wanted = new AtomicReference<>();
    private volatile @Nullable Snapshot latest;
    private volatile Sight sight = Sight.CLEAR;

    /** A picture for people, JPEG. */
    public record Snapshot(byte[] jpeg, Instant at) {}

    /**
     * Whether the camera sees anything.
     *
     * @param cause NONE: it does
     * @param since when that was found; null: it never was otherwise
     * @param evidence the picture it was found in; null: it does, or no JPEG could be made of it
     */
    public record Sight(
            Cause cause, @Nullable Instant since, @Nullable Snapshot evidence) {
        static final Sight CLEAR = new Sight(Cause.NONE, null, null);
    }

    FramePipeline(
            String cameraId,
            String districtCode,
            Frames frames,
            Executor decoders,
            TamperingWatch watch,
            LongSupplier clockOffsetMs,
            Consumer<Sight> onSight) {
        this.watch = watch;
        this.onSight = onSight;
        this.cameraId = cameraId;
        this.districtCode = districtCode;
        this.frames = frames;
        this.decoders = decoders;
        this.clockOffsetMs = clockOffsetMs;
    }

    /** On the event loop. */
    public void accept(AccessUnit unit) {
        synchronized (queue) {
            if (closed || (skipToKey && !unit.keyFrame())) {
                frames.counters().shed.increment();
                return;
            }
            skipToKey = false;
            if (queue.size() >= frames.settings().queuePictures()) {
                frames.counters().shed.add(queue.size());
                queue.clear();
                if (!unit.keyFrame()) {
                    skipToKey = true;
                    frames.counters().shed.increment();
                    return;
                }
            }
            queue.add(unit);
            if (busy) return;
            busy = true;
        }
        execute();
    }

    /** The next picture, or the last one if that is not older than {@code notBefore}. */
    public CompletableFuture<Snapshot> snapshot(Instant notBefore) {
        Snapshot known = latest;
        if (known != null && !known.at().isBefore(notBefore)) return CompletableFuture.completedFuture(known);
        CompletableFuture<Snapshot> next = wanted.updateAndGet(
                waiting -> waiting != null && !waiting.isDone() ? waiting : new CompletableFuture<>());
        return Optional.ofNullable(next).orElseThrow();
    }

    /** As of the last decoded picture, from any thread. */
    public Sight sight() {
        return sight;
    }

    /** Frees the decoder; nothing is taken afterwards. */
    public void close() {
        synchronized (queue) {
            closed = true;
            queue.clear();
            if (busy) return;
            busy = true;
        }
        execute();
    }

    private void execute() {
        try {
            decoders.execute(this::work);
        } catch (RejectedExecutionException e) {
            log.debug("{}: shutting down, a picture is not decoded", cameraId);
        }
    }

    /** One picture, then back to the end of the line: the cameras share the threads. */
    private void work() {
        AccessUnit unit;
        synchronized (queue) {
            unit = queue.poll();
        }
        try {
            if (unit != null) picture(unit);
        } catch (RuntimeException e) {
            frames.counters().failures.increment();
            log.warn("{}: a picture could not be decoded: {}", cameraId, e.toString());
            release();
        }
        synchronized (queue) {
            busy = !queue.isEmpty();
            if (busy) {
                execute();
                return;
            }
            if (!closed) return;
            busy = true; // for good: nobody works here any more
        }
        release();
    }

    private void picture(AccessUnit unit) {
        if (decoder != null && !decoder.format().equals(unit.format())) release();
        if (decoder == null) {
            if (!unit.keyFrame()) return;
            decoder = new VideoDecoder(unit.format());
            gate.reset();
        }
        AVFrame picture = decoder.decode(unit);
        if (picture == null) return;
        frames.counters().decoded.increment();
        double now = unit.arrivedAtMicros() / 1e6;
        byte[] luma = smallLuma.of(picture);
        double score = gate.score(luma, now);
        watchSight(luma, picture, unit, now);
        if (score >= frames.settings().threshold()) lastMoved = now;
        GateRule.Decision decision = GateRule.decide(frames.gate(), now, lastMoved, lastSent);
        CompletableFuture<Snapshot> asked = wanted.get();
        if (decision == GateRule.Decision.DROP && (asked == null || asked.isDone())) return;
        byte[] jpeg = encode(picture);
        if (jpeg == null) {
            frames.counters().failures.increment();
            return;
        }
        Instant at = at(unit);
        var snapshot = new Snapshot(jpeg, at);
        latest = snapshot;
        if (asked != null) asked.complete(snapshot);
        if (decision == GateRule.Decision.DROP) return;
        lastSent = now;
        publish(jpeg, at, decision == GateRule.Decision.PERIODIC ? 0 : score);
    }

    /** No picture comes any more: what was found is no longer known. The next picture tells it again. */
    public void forgetSight() {
        sight = Sight.CLEAR;
    }

    private void watchSight(byte[] luma, AVFrame picture, AccessUnit unit, double now) {
        Cause cause = watch.look(luma, now);
        if (cause == sight.cause()) return;
        byte[] jpeg = cause == Cause.NONE ? null : encode(picture);
        var found = new Sight(cause, at(unit), jpeg == null ? null : new Snapshot(jpeg, at(unit)));
        sight = found;
        onSight.accept(found);
    }

    private static Instant at(AccessUnit unit) {
        return Instant.EPOCH.plus(unit.arrivedAtMicros(), ChronoUnit.MICROS);
    }

    private byte @Nullable [] encode(AVFrame picture) {
        JpegEncoder.Shape shape =
                JpegEncoder.Shape.of(picture, frames.settings().maxWidth());
        if (encoder != null && !encoder.shape().equals(shape)) {
            encoder.close();
            encoder = null;
        }
        if (encoder == null) encoder = new JpegEncoder(shape);
        return encoder.encode(picture, FrameMetadata.MAX_JPEG_BYTES);
    }

    private void publish(byte[] jpeg, Instant at, double score) {
        if (encoder == null) return;
        frames.publisher()
                .publish(
                        new FrameMetadata(
                                cameraId,
                                districtCode,
                                at,
                                clockOffsetMs.getAsLong(),
                                score,
                                ++sequence,
                                encoder.shape().outWidth(),
                                encoder.shape().outHeight()),
                        jpeg);
    }

    private void release() {
        if (decoder != null) decoder.close();
        if (encoder != null) encoder.close();
        decoder = null;
        encoder = null;
    }
}
