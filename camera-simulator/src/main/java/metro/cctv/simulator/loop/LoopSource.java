package metro.cctv.simulator.loop;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import metro.cctv.simulator.scene.Scene;
import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.H264Encoder;
import metro.cctv.simulator.video.VideoFile;

/** Where a camera's pictures come from. */
public sealed interface LoopSource {

    String name();

    /** Feeds what identifies the pictures, so that a cached loop of other pictures is never taken for this one. */
    void identify(MessageDigest digest);

    /** The shapes for these pictures, where {@code wanted} is for 16:9. */
    LoopShapes shapes(LoopShapes wanted);

    void encodeInto(H264Encoder main, H264Encoder sub, LoopShapes shapes);

    /** A rendered scene. */
    record Rendered(Scene scene) implements LoopSource {
        private static final int SAMPLED_FRAMES = 3;

        @Override
        public String name() {
            return scene.name();
        }

        /** Its name, its length, and a few small pictures: a changed renderer changes them. */
        @Override
        public void identify(MessageDigest digest) {
            digest.update((scene.name() + '/' + scene.frames() + '/' + scene.fps()).getBytes(StandardCharsets.UTF_8));
            BufferedImage small = new BufferedImage(320, 180, BufferedImage.TYPE_3BYTE_BGR);
            for (int i = 0; i < SAMPLED_FRAMES; i++) {
                int frame = i * scene.frames() / SAMPLED_FRAMES;
                paint(frame, small);
                digest.update(((DataBufferByte) small.getRaster().getDataBuffer()).getData());
                digest.update(scene.objects(frame).toString().getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public LoopShapes shapes(LoopShapes wanted) {
            return wanted.at(FrameRate.of((int) Math.round(scene.fps())));
        }

        @Override
        public void encodeInto(H264Encoder main, H264Encoder sub, LoopShapes shapes) {
            BufferedImage image =
                    new BufferedImage(shapes.main().width(), shapes.main().height(), BufferedImage.TYPE_3BYTE_BGR);
            for (int frame = 0; frame < scene.frames(); frame++) {
                paint(frame, image);
                main.encode(image);
                sub.encodeSameAs(main);
            }
        }

        private void paint(int frame, BufferedImage image) {
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.scale((double) image.getWidth() / scene.width(), (double) image.getHeight() / scene.height());
            scene.render(frame, g);
            g.dispose();
        }
    }

    /** A video file, in its own aspect ratio. */
    record Clip(Path file) implements LoopSource {
        /** Two minutes: what is held in memory or mapped stays small. */
        private static final int MAX_SECONDS = 120;

        @Override
        public String name() {
            return "file:" + file.getFileName();
        }

        @Override
        public void identify(MessageDigest digest) {
            byte[] block = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) digest.update(block, 0, n);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public LoopShapes shapes(LoopShapes wanted) {
            try (VideoFile video = VideoFile.open(file)) {
                return wanted.keepingAspect(video.width(), video.height());
            }
        }

        @Override
        public void encodeInto(H264Encoder main, H264Encoder sub, LoopShapes shapes) {
            try (VideoFile video = VideoFile.open(file)) {
                int maxFrames = (int) (MAX_SECONDS * shapes.rate().perSecond());
                video.encodeInto(main, sub, shapes.rate(), maxFrames);
            }
        }
    }
}
