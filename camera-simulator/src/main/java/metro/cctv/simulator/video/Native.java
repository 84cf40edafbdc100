package metro.cctv.simulator.video;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

/** Answers of FFmpeg's functions. */
final class Native {
    private Native() {}

    static int check(String what, int result) {
        if (result >= 0) return result;
        byte[] text = new byte[128];
        av_strerror(result, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) end++;
        throw new IllegalStateException(
                what + ": " + new String(text, 0, end, java.nio.charset.StandardCharsets.UTF_8));
    }
}
