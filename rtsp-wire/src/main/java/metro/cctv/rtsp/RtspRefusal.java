package metro.cctv.rtsp;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that is answered with an error status. */
public final class RtspRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;

    public RtspRefusal(HttpResponseStatus status) {
        super(status.toString(), null, false, false);
        this.status = status;
    }

    public HttpResponseStatus status() {
        return status;
    }
}
