package metro.cctv.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a pack of pictures with labels from outside. Arguments: pack, folders with {@code labels.json} (as the benchmarks'
 * {@code PseudoLabels} writes them). Unsure boxes are neither asked for nor counted wrong; labels without a class of ours are
 * left out. A pack that is there is written anew, so that the same folder never counts twice.
 */
public final class LabelledFolder {
    private LabelledFolder() {}

    private record Label(String label, double[] box, boolean sure) {}

    private record Labelled(String picture, List<Label> labels) {}

    public static void main(String[] args) throws IOException {
        Path pack = Path.of(args[0]);
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < args.length; i++) samples.addAll(read(Path.of(args[i])));
        Pack.write(pack, samples);
        System.out.printf("%s: %d frames%n", pack.getFileName(), samples.size());
    }

    static List<Sample> read(Path folder) throws IOException {
        Labelled[] all =
                new JsonMapper().readValue(folder.resolve("labels.json").toFile(), Labelled[].class);
        List<Sample> samples = new ArrayList<>();
        for (Labelled one : all) {
            List<Box> boxes = new ArrayList<>();
            for (Label label : one.labels) {
                String name = label.label.toLowerCase(java.util.Locale.ROOT);
                if (!Labels.knows(name)) continue;
                double[] b = label.box;
                boxes.add(new Box(Labels.of(name), b[0], b[1], b[0] + b[2], b[1] + b[3], label.sure));
            }
            byte[] jpeg = Files.readAllBytes(folder.resolve(one.picture).normalize());
            samples.add(new Sample(false, jpeg, boxes));
        }
        return samples;
    }
}
