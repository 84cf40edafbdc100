package metro.cctv.training.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import metro.cctv.simulator.scene.RandomScenes;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.SceneCatalog;

/** Rendered frames in one file, and the three sets: training, held-out seeds, the catalogue's own scenes. */
public final class Pack {
    /** Seeds of the scenes that are only ever measured. */
    public static final long FIRST_HELD_OUT_SEED = 900_000;

    private static final double EVALUATION_QUALITY = 0.75;

    private Pack() {}

    /** Scenes of the seeds 1 to {@code scenes}; JPEG quality 0.4 to 0.95 at random. */
    public static List<Sample> training(int scenes, int framesEach) {
        return LongStream.rangeClosed(1, scenes)
                .boxed()
                .parallel()
                .flatMap(seed -> {
                    var random = new Random(seed);
                    return frames(RandomScenes.of(seed), framesEach, random, 0).stream();
                })
                .toList();
    }

    /** Scenes of seeds that {@link #training} never uses; JPEG quality 0.75. */
    public static List<Sample> heldOut(int scenes, int framesEach) {
        List<Sample> samples = new ArrayList<>();
        for (long seed = FIRST_HELD_OUT_SEED; seed < FIRST_HELD_OUT_SEED + scenes; seed++)
            samples.addAll(frames(RandomScenes.of(seed), framesEach, new Random(seed), EVALUATION_QUALITY));
        return samples;
    }

    /** Every {@code step}th frame of each of the simulator's own scenes; JPEG quality 0.75. */
    public static List<Sample> catalogue(int step) {
        List<Sample> samples = new ArrayList<>();
        for (Scene scene : SceneCatalog.scenes())
            for (int frame = 0; frame < scene.frames(); frame += step)
                samples.add(FrameRenderer.render(scene, frame, EVALUATION_QUALITY));
        return samples;
    }

    /** At most so many, evenly spread; all when there are no more. */
    public static List<Sample> spread(List<Sample> samples, int most) {
        if (samples.size() <= most) return samples;
        return IntStream.range(0, most)
                .mapToObj(i -> samples.get((int) ((long) i * samples.size() / most)))
                .toList();
    }

    private static List<Sample> frames(Scene scene, int count, Random random, double quality) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int frame = (int) ((i + random.nextDouble()) * scene.frames() / count);
            double used = quality > 0 ? quality : 0.4 + 0.55 * random.nextDouble();
            samples.add(FrameRenderer.render(scene, frame, used));
        }
        return samples;
    }

    public static void write(Path file, List<Sample> samples) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(samples.size());
            for (Sample sample : samples) {
                out.writeBoolean(sample.night());
                out.writeInt(sample.jpeg().length);
                out.write(sample.jpeg());
                out.writeInt(sample.boxes().size());
                for (Box box : sample.boxes()) {
                    out.writeByte(box.label());
                    out.writeDouble(box.left());
                    out.writeDouble(box.top());
                    out.writeDouble(box.right());
                    out.writeDouble(box.bottom());
                    out.writeBoolean(box.counted());
                }
            }
        }
    }

    public static List<Sample> read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                boolean night = in.readBoolean();
                byte[] jpeg = in.readNBytes(in.readInt());
                int boxes = in.readInt();
                List<Box> read = new ArrayList<>();
                for (int b = 0; b < boxes; b++) {
                    read.add(new Box(
                            in.readByte(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readDouble(),
                            in.readBoolean()));
                }
                samples.add(new Sample(night, jpeg, read));
            }
        }
        return samples;
    }
}
