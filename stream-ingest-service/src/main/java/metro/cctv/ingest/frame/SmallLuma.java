package metro.cctv.ingest.frame;

import metro.cctv.ingest.gate.MotionGate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Shrinks a decoded picture's brightness to the gate's size: a few samples averaged per cell. Keeps its buffers. */
final class SmallLuma {
    private final byte[] small = new byte[MotionGate.WIDTH * MotionGate.HEIGHT];
    private byte[] rows = new byte[0];

    /** @return valid until the next call */
    byte[] of(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        int stride = frame.linesize(0);
        BytePointer luma = frame.data(0);
        if (rows.length < 2 * width) rows = new byte[2 * width];
        for (int y = 0; y < MotionGate.HEIGHT; y++) {
            long top = (long) height * y / MotionGate.HEIGHT;
            long second = Math.min(height - 1L, top + Math.max(1, height / MotionGate.HEIGHT / 2));
            luma.position(top * stride).get(rows, 0, width);
            luma.position(second * stride).get(rows, width, width);
            for (int x = 0; x < MotionGate.WIDTH; x++) {
                int left = width * x / MotionGate.WIDTH;
                int right = Math.min(width - 1, left + Math.max(1, width / MotionGate.WIDTH / 2));
                int sum = (rows[left] & 0xFF)
                        + (rows[right] & 0xFF)
                        + (rows[width + left] & 0xFF)
                        + (rows[width + right] & 0xFF);
                small[y * MotionGate.WIDTH + x] = (byte) (sum >> 2);
            }
        }
        luma.position(0);
        return small;
    }
}
