package metro.cctv.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFolderTest {
    private static final String LABELS = """
            [{"picture": "clip-000000.jpg", "labels": [
              {"label": "PERSON", "box": [4, 5, 10, 20], "sure": true},
              {"label": "TRUCK", "box": [20, 5, 20, 20], "sure": false},
              {"label": "SMOKE", "box": [0, 0, 30, 30], "sure": true}]}]
            """;

    @Test
    void theSameFolderTwiceIsThePackOnce_andWhatHasNoClassIsLeftOut(@TempDir Path folder) throws IOException {
        Path clips = Files.createDirectory(folder.resolve("clips"));
        Files.writeString(clips.resolve("labels.json"), LABELS);
        var image = new BufferedImage(64, 36, BufferedImage.TYPE_3BYTE_BGR);
        Files.write(clips.resolve("clip-000000.jpg"), Picture.jpeg(image, 0.8));
        Path pack = folder.resolve("clips.pack");
        String[] arguments = {pack.toString(), clips.toString()};

        LabelledFolder.main(arguments);
        LabelledFolder.main(arguments);

        List<Sample> samples = Pack.read(pack);
        assertThat(samples).hasSize(1);
        assertThat(samples.getFirst().boxes())
                .containsExactly(new Box(0, 4, 5, 14, 25, true), new Box(2, 20, 5, 40, 25, false));
    }
}
