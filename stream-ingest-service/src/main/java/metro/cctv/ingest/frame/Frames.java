package metro.cctv.ingest.frame;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import metro.cctv.ingest.frame.FramePipeline.Sight;
import metro.cctv.ingest.gate.GateRule;
import metro.cctv.ingest.tampering.TamperingSettings;
import metro.cctv.ingest.tampering.TamperingWatch;
import org.bytedeco.ffmpeg.global.avutil;

/** The decoder threads that all cameras share, and what they did. */
public final class Frames implements AutoCloseable {
    private final FrameSettings settings;
    private final TamperingSettings tampering;
    private final GateRule.Settings gate;
    private final FramePublisher publisher;
    private final Counters counters = new Counters();
    private final ExecutorService decoders;

    /** Since the process started; for metrics. */
    public static final class Counters {
        public final LongAdder decoded = new LongAdder();
        /** Coded pictures that were not decoded because the decoders were busy. */
        public final LongAdder shed = new LongAdder();

        public final LongAdder failures = new LongAdder();
    }

    public Frames(FrameSettings settings, TamperingSettings tampering, FramePublisher publisher) {
        this.settings = settings;
        this.tampering = tampering;
        this.gate = settings.gate();
        this.publisher = publisher;
        avutil.av_log_set_level(avutil.AV_LOG_FATAL); // damaged pictures are counted, not written down one by one
        this.decoders = Executors.newFixedThreadPool(
                settings.decoders(),
                Thread.ofPlatform().daemon().name("decoder-", 0).factory());
    }

    /**
     * @param turns the camera is steered: that it looks elsewhere is no news
     * @param clockOffsetMs camera clock minus ours, as far as known
     * @param onSight told when the camera's sight is taken and when it is back, on a decoder's thread
     */
    public FramePipeline pipeline(
            String cameraId, String districtCode, boolean turns, LongSupplier clockOffsetMs, Consumer<Sight> onSight) {
        var watch = new TamperingWatch(tampering, turns);
        return new FramePipeline(cameraId, districtCode, this, decoders, watch, clockOffsetMs, onSight);
    }

    public FramePublisher publisher() {
        return publisher;
    }

    public Counters counters() {
        return counters;
    }

    FrameSettings settings() {
        return settings;
    }

    GateRule.Settings gate() {
        return gate;
    }

    @Override
    public void close() {
        decoders.shutdown();
        try {
            if (!decoders.awaitTermination(3, TimeUnit.SECONDS)) decoders.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}
