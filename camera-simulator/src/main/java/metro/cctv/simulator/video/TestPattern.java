package metro.cctv.simulator.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A small picture that moves, for tests that need a camera but no scene. */
public final class TestPattern {
    private TestPattern() {}

    /** A white square that walks over bars; a key frame every second. */
    public static EncodedLoop loop(int width, int height, int framesPerSecond, int seconds) {
        StreamShape shape = new StreamShape(width, height, width * height * 2, framesPerSecond);
        try (H264Encoder encoder = new H264Encoder(shape, FrameRate.of(framesPerSecond))) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            int frames = framesPerSecond * seconds;
            for (int i = 0; i < frames; i++) {
                draw(image, i, frames);
                encoder.encode(image);
            }
            return encoder.finish();
        }
    }

    private static void draw(BufferedImage image, int frame, int frames) {
        int width = image.getWidth();
        int height = image.getHeight();
        Graphics2D g = image.createGraphics();
        for (int bar = 0; bar < 8; bar++) {
            g.setColor(Color.getHSBColor(bar / 8f, 0.6f, 0.5f));
            g.fillRect(bar * width / 8, 0, width / 8 + 1, height);
        }
        g.setColor(Color.WHITE);
        int side = height / 6;
        g.fillRect((width - side) * frame / frames, height / 2 - side / 2, side, side);
        g.dispose();
    }
}
