package metro.cctv.bench.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The MOT challenge's text: {@code frame,id,left,top,width,height,score,…}, a box a line. */
final class MotText {
    private static final int COLUMNS = 7;

    private MotText() {}

    static List<MotBox> read(Path file) throws IOException {
        List<MotBox> boxes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) continue;
            String[] c = line.split(",");
            if (c.length < COLUMNS) throw new IOException(file + ": " + COLUMNS + " columns expected: " + line);
            boxes.add(new MotBox(
                    Integer.parseInt(c[0].strip()),
                    Long.parseLong(c[1].strip()),
                    Double.parseDouble(c[2]),
                    Double.parseDouble(c[3]),
                    Double.parseDouble(c[4]),
                    Double.parseDouble(c[5]),
                    Double.parseDouble(c[6])));
        }
        return boxes;
    }

    /** What counts of a ground truth: boxes that are marked with 0 are there to be ignored. */
    static List<MotBox> readTruth(Path file) throws IOException {
        return read(file).stream().filter(box -> box.score() != 0).toList();
    }
}
