package metro.cctv.bench.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import metro.cctv.analytics.detection.DetectedObject;
import metro.cctv.analytics.track.ByteTracker;
import metro.cctv.bench.Commands;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The tracker over a whole clip, and the bare association over the same boxes. {@code FOLDER PAIRS}: both take turns in
 * processes of their own; each turn answers one line of JSON.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrackingBenchmark {
    private static final TimeValue TURN = TimeValue.seconds(1);
    private static final int WARM_UP_TURNS = 3;
    private static final int TURNS = 3;

    @Param("")
    @SuppressWarnings("NullAway.Init")
    private String folder;

    @SuppressWarnings("NullAway.Init")
    private List<List<DetectedObject>> frames;

    @Setup
    public void read() throws IOException {
        frames = TrackerClip.read(Path.of(folder)).frames();
    }

    @Benchmark
    public int ours() {
        var tracker = new ByteTracker(TrackerClip.REFERENCE);
        int boxes = 0;
        for (int i = 0; i < frames.size(); i++)
            boxes += tracker.next(TrackerClip.at(i + 1), frames.get(i)).size();
        return boxes;
    }

    @Benchmark
    public int anchor() {
        var association = new BareAssociation();
        int boxes = 0;
        for (List<DetectedObject> frame : frames) boxes += association.next(frame);
        return boxes;
    }

    /**
     * @param who {@code ours} or {@code anchor}
     * @param bytesPerFrame allocated
     */
    record Turn(String who, int frames, double framesPerSecond, double bytesPerFrame) {}

    public static void main(String[] args) throws IOException, RunnerException {
        Path folder = Path.of(args[0]);
        int frames = TrackerClip.read(folder).frames().size();
        for (int pair = 0; pair < Integer.parseInt(args[1]); pair++)
            for (String who : List.of("ours", "anchor")) Commands.say(turn(folder, frames, who));
    }

    private static Turn turn(Path folder, int frames, String who) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(TrackingBenchmark.class.getName() + "\\." + who + "$")
                        .param("folder", folder.toString())
                        .addProfiler(GCProfiler.class)
                        .jvmArgs("-Xmx256m", "-XX:+UseSerialGC")
                        .forks(1)
                        .threads(1)
                        .warmupIterations(WARM_UP_TURNS)
                        .warmupTime(TURN)
                        .measurementIterations(TURNS)
                        .measurementTime(TURN)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        RunResult result = results.iterator().next();
        double microsPerClip = result.getPrimaryResult().getScore();
        double bytesPerClip = Objects.requireNonNull(
                        result.getSecondaryResults().get("gc.alloc.rate.norm"))
                .getScore();
        return new Turn(who, frames, frames * 1e6 / microsPerClip, bytesPerClip / frames);
    }
}
