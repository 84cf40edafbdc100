package metro.cctv.rtsp;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.rtsp.RtspMethods;
import org.jspecify.annotations.Nullable;

/** A session's life (RFC 2326 §A.2). */
public enum SessionState {
    /** No track set up yet. */
    INIT,
    READY,
    PLAYING;

    /** The state after the method; null: not valid in this state (455). */
    public @Nullable SessionState after(HttpMethod method) {
        if (method.equals(RtspMethods.SETUP)) return this == PLAYING ? null : READY;
        if (method.equals(RtspMethods.PLAY)) return this == INIT ? null : PLAYING;
        if (method.equals(RtspMethods.PAUSE)) return this == INIT ? null : READY;
        if (method.equals(RtspMethods.TEARDOWN)) return INIT;
        return this;
    }
}
