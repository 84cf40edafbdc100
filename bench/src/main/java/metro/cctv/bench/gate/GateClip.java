package metro.cctv.bench.gate;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import metro.cctv.bench.CodedPictures;
import metro.cctv.ingest.frame.SmallLuma;
import metro.cctv.ingest.frame.VideoDecoder;
import metro.cctv.ingest.media.AccessUnit;
import metro.cctv.simulator.video.EncodedLoop;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A sub-stream, decoded once, and what truly moves in it.
 *
 * @param labeller who says so
 * @param moving ids by picture
 * @param decodeMs CPU for one picture, mean over all
 * @param shrinkMs CPU for one picture's small luma
 */
record GateClip(
        String name,
        String labeller,
        double picturesPerSecond,
        List<Picture> pictures,
        List<Set<Long>> moving,
        double decodeMs,
        double shrinkMs) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * @param bytes of the coded picture
     * @param luma as the gate gets it
     */
    record Picture(double atS, int bytes, boolean keyFrame, byte[] luma) {}

    /** Of the calling thread. */
    static double cpuMs() {
        return THREADS.getCurrentThreadCpuTime() / 1e6;
    }

    double seconds() {
        return pictures.size() / picturesPerSecond;
    }

    GateClip labelledBy(String who, List<List<Moving.Seen>> labels) {
        return new GateClip(
                name, who, picturesPerSecond, pictures, Moving.of(labels, picturesPerSecond), decodeMs, shrinkMs);
    }

    /** @param each decoded picture, outside the measurement */
    static GateClip decode(String name, EncodedLoop loop, Consumer<AVFrame> each) {
        List<AccessUnit> units = CodedPictures.of(loop);
        var luma = new SmallLuma();
        List<Picture> pictures = new ArrayList<>();
        double decodeMs = 0;
        double shrinkMs = 0;
        try (var decoder = new VideoDecoder(units.getFirst().format())) {
            for (AccessUnit unit : units) {
                double began = cpuMs();
                AVFrame picture = decoder.decode(unit);
                double decoded = cpuMs();
                if (picture == null) throw new IllegalStateException(name + ": a picture cannot be decoded");
                byte[] small = luma.of(picture);
                double shrunk = cpuMs();
                decodeMs += decoded - began;
                shrinkMs += shrunk - decoded;
                each.accept(picture);
                double at = pictures.size() / loop.rate().perSecond();
                pictures.add(new Picture(at, unit.length(), unit.keyFrame(), small.clone()));
            }
        }
        return new GateClip(
                name,
                "",
                loop.rate().perSecond(),
                pictures,
                List.of(),
                decodeMs / pictures.size(),
                shrinkMs / pictures.size());
    }
}
