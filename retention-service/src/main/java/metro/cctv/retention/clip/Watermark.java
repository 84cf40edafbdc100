package metro.cctv.retention.clip;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Says on every picture for whom and what it was copied: a black band with white letters along the bottom, and the agency
 * and case once more, faint, across the middle, so that cutting off the band does not help.
 */
final class Watermark {
    static final int CELL = Glyphs.WIDTH + 1;
    static final int LINE = Glyphs.HEIGHT + 3;
    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;
    private static final byte GREY = (byte) 128;
    private static final int FAINT = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.S'Z'").withZone(ZoneOffset.UTC);

    private final String owner;
    private final String cameraId;

    /** @param unit who asked for it within the agency */
    Watermark(String agency, String unit, String caseNo, String cameraId) {
        this.owner = Glyphs.drawable("%s %s CASE %s".formatted(agency, unit, caseNo));
        this.cameraId = Glyphs.drawable(cameraId);
    }

    /** @param frame planar 4:2:0, 8 bit, even sides */
    void draw(AVFrame frame, Instant shownAt) {
        int scale = scale(frame.width());
        List<String> lines = lines(frame.width(), shownAt);
        int top = frame.height() - bandHeight(scale, lines.size());
        if (top <= 0) throw new FfmpegRefused("pictures of %d lines are too low for a mark".formatted(frame.height()));
        band(frame, top);
        BytePointer luma = frame.data(0);
        int stride = frame.linesize(0);
        for (int i = 0; i < lines.size(); i++)
            write(
                    lines.get(i),
                    scale,
                    2 * scale,
                    top + scale + i * LINE * scale,
                    (x, y) -> luma.put((long) y * stride + x, WHITE));
        int wide = scale * 2;
        String middle = owner.length() * CELL * wide > frame.width() ? lines.getFirst() : owner;
        int across = middle.length() * CELL * wide > frame.width() ? scale : wide;
        write(
                middle,
                across,
                Math.max(0, (frame.width() - middle.length() * CELL * across) / 2),
                (frame.height() - Glyphs.HEIGHT * across) / 2,
                (x, y) -> {
                    long at = (long) y * stride + x;
                    int seen = luma.get(at) & 0xFF;
                    luma.put(at, (byte) (seen > 127 ? seen - FAINT : seen + FAINT));
                });
    }

    /** Words in as many lines as the width asks for. */
    List<String> lines(int width, Instant shownAt) {
        int most = width / (CELL * scale(width)) - 1;
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : (owner + " " + cameraId + " " + TIME.format(shownAt)).split(" ")) {
            String fitting = word.length() <= most ? word : word.substring(0, most);
            if (!line.isEmpty() && line.length() + 1 + fitting.length() > most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(fitting);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Pixels a dot. */
    static int scale(int width) {
        return Math.max(1, width / 320);
    }

    /** Even, because colours are kept for two rows together. */
    static int bandHeight(int scale, int lines) {
        return (lines * LINE * scale + 1) & ~1;
    }

    private static void band(AVFrame frame, int top) {
        fill(frame.data(0), frame.linesize(0), top, frame.height(), frame.width(), BLACK);
        for (int plane = 1; plane <= 2; plane++)
            fill(frame.data(plane), frame.linesize(plane), top / 2, frame.height() / 2, frame.width() / 2, GREY);
    }

    private static void fill(BytePointer plane, int stride, int top, int bottom, int width, byte value) {
        byte[] row = new byte[width];
        java.util.Arrays.fill(row, value);
        for (int y = top; y < bottom; y++)
            plane.getPointer(BytePointer.class, (long) y * stride).put(row, 0, width);
    }

    @FunctionalInterface
    private interface Dot {
        void put(int x, int y);
    }

    private static void write(String text, int scale, int left, int top, Dot dot) {
        for (int i = 0; i < text.length(); i++)
            for (int column = 0; column < Glyphs.WIDTH; column++)
                for (int row = 0; row < Glyphs.HEIGHT; row++)
                    if (Glyphs.isSet(text.charAt(i), column, row))
                        square(scale, left + (i * CELL + column) * scale, top + row * scale, dot);
    }

    private static void square(int scale, int left, int top, Dot dot) {
        for (int dy = 0; dy < scale; dy++) for (int dx = 0; dx < scale; dx++) dot.put(left + dx, top + dy);
    }
}
