package metro.cctv.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Renders the training set and both measuring sets once. Arguments: folder, training scenes, frames a scene. Few scenes are a trial,
 * whose measuring sets are a tenth.
 */
public final class RenderPack {
    private static final int HELD_OUT_SCENES = 40;
    private static final int HELD_OUT_FRAMES = 8;
    private static final int CATALOGUE_STEP = 12;
    private static final int FEW_SCENES = 50;
    private static final int TRIAL = 10;

    private RenderPack() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        int framesEach = Integer.parseInt(args[2]);
        int scenes = Integer.parseInt(args[1]);
        int part = scenes < FEW_SCENES ? TRIAL : 1;
        write(folder.resolve("train.pack"), Pack.training(scenes, framesEach));
        write(folder.resolve("held-out.pack"), Pack.heldOut(HELD_OUT_SCENES / part, HELD_OUT_FRAMES));
        write(folder.resolve("catalogue.pack"), Pack.catalogue(CATALOGUE_STEP * part));
    }

    private static void write(Path file, List<Sample> samples) throws IOException {
        Pack.write(file, samples);
        long[] boxes = new long[Labels.NAMES.size()];
        for (Sample sample : samples) for (Box box : sample.boxes()) if (box.counted()) boxes[box.label()]++;
        System.out.printf(
                "%s: %d frames, boxes %s%n", file.getFileName(), samples.size(), java.util.Arrays.toString(boxes));
    }
}
