package metro.cctv.ingest.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P10LE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import metro.cctv.ingest.gate.MotionGate;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;

/** A picture whose left half is bright and whose right half is dark. */
class SmallLumaTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int BRIGHT = 201;
    private static final int DARK = 40;

    @Test
    void eightBits() {
        assertHalves(AV_PIX_FMT_YUV420P, 8);
    }

    @Test
    void tenBitsAreBroughtDownToEight() {
        assertHalves(AV_PIX_FMT_YUV420P10LE, 10);
    }

    private static void assertHalves(int pixelFormat, int depth) {
        AVFrame frame = av_frame_alloc();
        try {
            frame.format(pixelFormat).width(WIDTH).height(HEIGHT);
            assertThat(av_frame_get_buffer(frame, 0)).isZero();
            fill(frame, depth);
            byte[] small = new SmallLuma().of(frame);
            for (int y = 0; y < MotionGate.HEIGHT; y++) {
                int row = y * MotionGate.WIDTH;
                assertThat(small[row + MotionGate.WIDTH / 4] & 0xFF).isEqualTo(BRIGHT);
                assertThat(small[row + MotionGate.WIDTH * 3 / 4] & 0xFF).isEqualTo(DARK);
            }
        } finally {
            av_frame_free(frame);
        }
    }

    private static void fill(AVFrame frame, int depth) {
        BytePointer luma = frame.data(0);
        for (int y = 0; y < HEIGHT; y++)
            for (int x = 0; x < WIDTH; x++) {
                int value = x < WIDTH / 2 ? BRIGHT : DARK;
                long line = (long) y * frame.linesize(0);
                if (depth == 8) luma.put(line + x, (byte) value);
                else {
                    int deep = value << (depth - 8);
                    luma.put(line + 2L * x, (byte) deep).put(line + 2L * x + 1, (byte) (deep >> 8));
                }
            }
    }
}
