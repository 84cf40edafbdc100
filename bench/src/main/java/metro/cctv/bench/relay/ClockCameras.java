package metro.cctv.bench.relay;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metro.cctv.bench.Commands;
import metro.cctv.simulator.SimulatedCameras;
import metro.cctv.simulator.video.ByteStreamLoop;
import metro.cctv.simulator.video.EncodedLoop;
import metro.cctv.simulator.video.FrameRate;
import metro.cctv.simulator.video.H264Encoder;
import metro.cctv.simulator.video.StreamShape;

/**
 * {@code PORT CAMERAS CLIP.h265 WIDTH HEIGHT}: RTSP cameras CLOCK-0 … whose pictures tell their own number, for a browser to read back, and
 * HEVC-0, which a browser may not be able to play. When a number was on show follows from the start, which is printed; until standard input
 * ends.
 *
 * <p>The number stands in the top tenth of the picture: 16 cells across, white is 1. Cell 0 is white and 1 black, then 12 bits, highest
 * first, then their parity (1: odd), then white.
 */
final class ClockCameras {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FPS = 15;
    private static final int SECONDS = 20;
    private static final int BITS_PER_SECOND = 700_000;
    private static final int CELLS = 16;
    private static final int BITS = 12;

    private ClockCameras() {}

    public static void main(String[] args) throws Exception {
        EncodedLoop loop = loop();
        var builder = SimulatedCameras.builder().port(Integer.parseInt(args[0]));
        for (int i = 0; i < Integer.parseInt(args[1]); i++) builder.stream("CLOCK-" + i, "main", loop);
        builder.stream(
                "HEVC-0",
                "main",
                ByteStreamLoop.h265(
                        Files.readAllBytes(Path.of(args[2])),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]),
                        FrameRate.of(FPS)));
        try (SimulatedCameras cameras = builder.start()) {
            Commands.say(Map.of(
                    "port", cameras.port(),
                    "startedAtMs", cameras.startedAt().toEpochMilli(),
                    "frames", loop.frames().size(),
                    "fps", FPS));
            Commands.answer(words -> Map.of("viewers", cameras.viewers()));
        }
    }

    private static EncodedLoop loop() {
        var shape = new StreamShape(WIDTH, HEIGHT, BITS_PER_SECOND, FPS);
        try (H264Encoder encoder = new H264Encoder(shape, FrameRate.of(FPS))) {
            var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
            for (int number = 0; number < FPS * SECONDS; number++) {
                draw(image, number);
                encoder.encode(image);
            }
            return encoder.finish();
        }
    }

    private static void draw(BufferedImage image, int number) {
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(40, 60, 80));
        g.fillRect(0, 0, WIDTH, HEIGHT);
        g.setColor(Color.ORANGE);
        g.fillRect((WIDTH - 60) * number / (FPS * SECONDS), HEIGHT / 2, 60, 60);
        for (int cell = 0; cell < CELLS; cell++) {
            g.setColor(isWhite(cell, number) ? Color.WHITE : Color.BLACK);
            g.fillRect(cell * WIDTH / CELLS, 0, WIDTH / CELLS, HEIGHT / 10);
        }
        g.dispose();
    }

    private static boolean isWhite(int cell, int number) {
        return switch (cell) {
            case 0, CELLS - 1 -> true;
            case 1 -> false;
            case CELLS - 2 -> Integer.bitCount(number) % 2 == 1;
            default -> (number >> (BITS + 1 - cell) & 1) == 1;
        };
    }
}
