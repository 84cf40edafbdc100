package metro.cctv.bench.analytics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import metro.cctv.bench.CodedPictures;
import metro.cctv.contracts.frame.FrameMetadata;
import metro.cctv.ingest.frame.FrameSettings;
import metro.cctv.ingest.frame.JpegEncoder;
import metro.cctv.ingest.frame.SmallLuma;
import metro.cctv.ingest.frame.VideoDecoder;
import metro.cctv.ingest.gate.GateRule;
import metro.cctv.ingest.gate.MotionGate;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.FrameRate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

/** A camera's sub-stream, over and over, through ingest's own decoder, gate and JPEG encoder. One thread. */
final class SubStream implements AutoCloseable {
    /** Ingest's defaults. */
    private static final GateRule.Settings RULE =
            new Binder().bindOrCreate("cctv.ingest.frame", FrameSettings.class).gate();

    private final List<AccessUnit> units;
    private final int fps;
    private final VideoDecoder decoder;
    private final SmallLuma luma = new SmallLuma();
    private final MotionGate gate = new MotionGate();
    private @Nullable JpegEncoder encoder;
    private int next;
    private double lastMoved = Double.NEGATIVE_INFINITY;
    private double lastSent = Double.NEGATIVE_INFINITY;

    SubStream(Path clip, int width, int height, int fps) throws IOException {
        this.units = CodedPictures.of(ByteStreamLoop.h264(Files.readAllBytes(clip), width, height, FrameRate.of(fps)));
        this.fps = fps;
        this.decoder = new VideoDecoder(units.getFirst().format());
    }

    /** The next picture, decoded; valid until the next call. */
    AVFrame picture() {
        return Optional.ofNullable(decoder.decode(units.get(next++ % units.size())))
                .orElseThrow(() -> new IllegalStateException("a picture does not decode"));
    }

    byte[] jpeg() {
        return encode(picture());
    }

    /** The next picture's JPEG, if the gate lets it through. */
    byte @Nullable [] gated() {
        AVFrame picture = picture();
        double now = (double) next / fps;
        if (gate.score(luma.of(picture), now) >= RULE.threshold()) lastMoved = now;
        if (GateRule.decide(RULE, now, lastMoved, lastSent) == GateRule.Decision.DROP) return null;
        lastSent = now;
        return encode(picture);
    }

    private byte[] encode(AVFrame picture) {
        if (encoder == null) encoder = new JpegEncoder(JpegEncoder.Shape.of(picture, picture.width()));
        return Optional.ofNullable(encoder.encode(picture, FrameMetadata.MAX_JPEG_BYTES))
                .orElseThrow();
    }

    @Override
    public void close() {
        decoder.close();
        if (encoder != null) encoder.close();
    }
}
