package metro.cctv.retention.clip;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A real MP4, and the luma of a real MP4's pictures. */
final class TestVideo {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;
    static final int FRAMES_PER_SECOND = 10;
    static final int GREY = 100;

    private TestVideo() {}

    /** @param luma row by row, without padding */
    record Shown(long micros, int width, int height, int[] luma) {
        int at(int x, int y) {
            return luma[y * width + x];
        }
    }

    /** Plain grey, with a white square that walks along the top. */
    static byte[] ofSeconds(int seconds) {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P).width(WIDTH).height(HEIGHT);
        av_frame_get_buffer(frame, 0);
        try (var writer = new ClipWriter(WIDTH, HEIGHT, 600_000)) {
            for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
                paint(frame, i);
                writer.add(frame, i * 1_000_000L / FRAMES_PER_SECOND, picture -> {});
            }
            return writer.finish();
        } finally {
            av_frame_free(frame);
        }
    }

    private static void paint(AVFrame frame, int number) {
        for (int plane = 0; plane < 3; plane++) {
            int height = plane == 0 ? HEIGHT : HEIGHT / 2;
            int width = plane == 0 ? WIDTH : WIDTH / 2;
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++)
                    frame.data(plane).put((long) y * frame.linesize(plane) + x, (byte)
                            (plane > 0 ? 128 : isSquare(x, y, number) ? 235 : GREY));
        }
    }

    private static boolean isSquare(int x, int y, int number) {
        int left = number * 4 % (WIDTH - 40);
        return y < 40 && x >= left && x < left + 40;
    }

    static List<Shown> pictures(byte[] mp4) {
        List<Shown> shown = new ArrayList<>();
        try (var pictures = new RecordedPictures(new ByteArrayInputStream(mp4))) {
            for (AVFrame frame = pictures.next(); frame != null; frame = pictures.next()) {
                int[] luma = new int[frame.width() * frame.height()];
                byte[] row = new byte[frame.width()];
                for (int y = 0; y < frame.height(); y++) {
                    frame.data(0)
                            .getPointer(org.bytedeco.javacpp.BytePointer.class, (long) y * frame.linesize(0))
                            .get(row);
                    for (int x = 0; x < row.length; x++) luma[y * row.length + x] = row[x] & 0xFF;
                }
                shown.add(new Shown(pictures.micros(), frame.width(), frame.height(), luma));
            }
        }
        return shown;
    }

    /** Reads the letters of a line in the band: for each place the glyph whose dots are bright and whose gaps are dark. */
    static String read(Shown picture, int line, int lines, int letters) {
        int scale = Watermark.scale(picture.width());
        int top = picture.height() - Watermark.bandHeight(scale, lines) + scale + line * Watermark.LINE * scale;
        var text = new StringBuilder();
        for (int i = 0; i < letters; i++)
            text.append(best(picture, scale, 2 * scale + i * Watermark.CELL * scale, top));
        return text.toString();
    }

    private static char best(Shown picture, int scale, int left, int top) {
        char best = '?';
        int bestScore = Integer.MIN_VALUE;
        for (char letter : Glyphs.letters().toCharArray()) {
            int score = 0;
            for (int column = 0; column < Glyphs.WIDTH; column++)
                for (int row = 0; row < Glyphs.HEIGHT; row++) {
                    int seen = picture.at(left + column * scale + scale / 2, top + row * scale + scale / 2) - 126;
                    score += Glyphs.isSet(letter, column, row) ? seen : -seen;
                }
            if (score > bestScore) {
                bestScore = score;
                best = letter;
            }
        }
        return best;
    }
}
