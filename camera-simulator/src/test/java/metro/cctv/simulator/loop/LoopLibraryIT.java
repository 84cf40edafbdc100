package metro.cctv.simulator.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.scene.SceneZone;
import metro.cctv.simulator.scene.TrueEvent;
import metro.cctv.simulator.scene.TrueObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real encoding by libopenh264. */
class LoopLibraryIT {
    @TempDir
    Path cache;

    @Test
    void aSceneIsEncodedOnceAndMappedTheNextTime() throws IOException {
        BlinkingScene scene = new BlinkingScene(Color.RED);
        CameraLoops first = new LoopLibrary(cache, LoopShapes.ofMain(320, 180)).load(new LoopSource.Rendered(scene));
        int painted = scene.painted.get();
        CameraLoops second = new LoopLibrary(cache, LoopShapes.ofMain(320, 180)).load(new LoopSource.Rendered(scene));

        assertThat(painted).isGreaterThan(scene.frames());
        assertThat(scene.painted.get() - painted)
                .as("a warm start only samples")
                .isLessThan(10);
        assertThat(second).isEqualTo(first);
        assertThat(first.main().frames()).hasSize(scene.frames());
        assertThat(first.main().keyFrameAtOrBefore(29)).isEqualTo(20);
        assertThat(first.sub().keyFrameAtOrBefore(29)).isEqualTo(20);
        assertThat(first.sub().keyFrameAtOrBefore(19)).isEqualTo(10);
        assertThat(first.sub().width()).isEqualTo(640);
        assertThat(first.main().sps().get(1)).as("baseline profile").isEqualTo((byte) 0x42);
    }

    @Test
    void otherPicturesOrAnotherShapeAreEncodedAnew() throws IOException {
        LoopShapes shapes = LoopShapes.ofMain(320, 180);
        new LoopLibrary(cache, shapes).load(new LoopSource.Rendered(new BlinkingScene(Color.RED)));
        new LoopLibrary(cache, shapes).load(new LoopSource.Rendered(new BlinkingScene(Color.BLUE)));
        new LoopLibrary(cache, LoopShapes.ofMain(160, 90)).load(new LoopSource.Rendered(new BlinkingScene(Color.BLUE)));
        assertThat(cache.toFile().list()).hasSize(6);
    }

    @Test
    void aDamagedFileIsEncodedAnew() throws IOException {
        LoopSource source = new LoopSource.Rendered(new BlinkingScene(Color.RED));
        CameraLoops loops = new LoopLibrary(cache, LoopShapes.ofMain(320, 180)).load(source);
        int frames = loops.main().frames().size();
        try (var files = Files.list(cache)) {
            for (Path file : files.toList()) {
                // Replaced, not cut: what is mapped must never shrink.
                Files.delete(file);
                Files.writeString(file, "rubbish");
            }
        }
        assertThat(new LoopLibrary(cache, LoopShapes.ofMain(320, 180))
                        .load(source)
                        .main()
                        .frames())
                .hasSize(frames);
    }

    @Test
    void anyVideoFileLoopsInItsOwnAspectRatio() throws IOException {
        String folder = Optional.ofNullable(System.getenv("CCTV_TEST_DATA")).orElse("../../shared/data");
        Path clip = Path.of(folder, "videos", "highway-a.avi");
        assumeThat(clip).as("CCTV_TEST_DATA is not there: no clip to loop").exists();
        CameraLoops loops = new LoopLibrary(cache, LoopShapes.ofMain(480, 270)).load(new LoopSource.Clip(clip));

        assertThat(loops.main().frames()).hasSizeGreaterThan(20);
        assertThat(loops.sub().frames()).hasSameSizeAs(loops.main().frames());
        double aspect = (double) loops.main().width() / loops.main().height();
        assertThat((double) loops.sub().width() / loops.sub().height()).isBetween(aspect - 0.05, aspect + 0.05);
    }

    /** Thirty frames of a growing bar. */
    private static final class BlinkingScene implements Scene {
        private final AtomicInteger painted = new AtomicInteger();
        private final Color colour;

        private BlinkingScene(Color colour) {
            this.colour = colour;
        }

        @Override
        public String name() {
            return "blinking";
        }

        @Override
        public int width() {
            return 1280;
        }

        @Override
        public int height() {
            return 720;
        }

        @Override
        public double fps() {
            return 10;
        }

        @Override
        public int frames() {
            return 30;
        }

        @Override
        public void render(int frame, Graphics2D g) {
            painted.incrementAndGet();
            g.setColor(colour);
            g.fillRect(0, 0, 1280, 720);
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, 40 * (frame % 30), 300);
        }

        @Override
        public List<TrueObject> objects(int frame) {
            return List.of();
        }

        @Override
        public List<SceneZone> zones() {
            return List.of();
        }

        @Override
        public List<TrueEvent> events() {
            return List.of();
        }
    }
}
