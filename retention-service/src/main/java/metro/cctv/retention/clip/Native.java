package metro.cctv.retention.clip;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** Answers of FFmpeg's functions. */
final class Native {
    private Native() {}

    /** @throws FfmpegRefused when the answer is an error */
    static int check(String what, int result) {
        if (result >= 0) return result;
        byte[] text = new byte[128];
        av_strerror(result, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) end++;
        throw new FfmpegRefused(what + ": " + new String(text, 0, end, StandardCharsets.UTF_8));
    }
}
