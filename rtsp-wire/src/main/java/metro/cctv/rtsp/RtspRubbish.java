package metro.cctv.rtsp;

import io.netty.handler.codec.http.HttpResponseStatus;

/** What came is no request, or too large a one; what follows cannot be trusted to begin where a request begins. */
public record RtspRubbish(HttpResponseStatus status) {}
