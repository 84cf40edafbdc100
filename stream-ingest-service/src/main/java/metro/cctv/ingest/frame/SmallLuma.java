package metro.cctv.ingest.frame;

import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import metro.cctv.ingest.gate.MotionGate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;

/** Shrinks a decoded picture's brightness to the gate's size: a few samples averaged per cell. Keeps its buffers. */
public final class SmallLuma {
    private final byte[] small = new byte[MotionGate.WIDTH * MotionGate.HEIGHT];
    private byte[] rows = new byte[0];
    private int depthOfFormat = 8;
    private int format = -1;

    /** @return valid until the next call */
    public byte[] of(AVFrame frame) {
        int width = frame.width();
        int height = frame.height();
        int stride = frame.linesize(0);
        int depth = depth(frame.format());
        int bytes = depth > 8 ? 2 : 1;
        int rowBytes = width * bytes;
        BytePointer luma = frame.data(0);
        if (rows.length < 2 * rowBytes) rows = new byte[2 * rowBytes];
        for (int y = 0; y < MotionGate.HEIGHT; y++) {
            long top = (long) height * y / MotionGate.HEIGHT;
            long second = Math.min(height - 1L, top + Math.max(1, height / MotionGate.HEIGHT / 2));
            luma.position(top * stride).get(rows, 0, rowBytes);
            luma.position(second * stride).get(rows, rowBytes, rowBytes);
            for (int x = 0; x < MotionGate.WIDTH; x++) {
                int left = width * x / MotionGate.WIDTH;
                int right = Math.min(width - 1, left + Math.max(1, width / MotionGate.WIDTH / 2));
                int sum = bytes == 1
                        ? (rows[left] & 0xFF)
                                + (rows[right] & 0xFF)
                                + (rows[width + left] & 0xFF)
                                + (rows[width + right] & 0xFF)
                        : deep(left, depth)
                                + deep(right, depth)
                                + deep(width + left, depth)
                                + deep(width + right, depth);
                small[y * MotionGate.WIDTH + x] = (byte) (sum >> 2);
            }
        }
        luma.position(0);
        return small;
    }

    /** Little-endian, brought down to 8 bits. */
    private int deep(int sample, int depth) {
        return ((rows[2 * sample] & 0xFF) | (rows[2 * sample + 1] & 0xFF) << 8) >> (depth - 8) & 0xFF;
    }

    private int depth(int pixelFormat) {
        if (pixelFormat != format) {
            AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(pixelFormat);
            depthOfFormat = descriptor == null ? 8 : descriptor.comp(0).depth();
            format = pixelFormat;
        }
        return depthOfFormat;
    }
}
