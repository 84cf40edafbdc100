package metro.cctv.rtsp;

/** A binary frame from a client between its requests (RFC 2326 §10.12). Its content, RTCP, is not needed here. */
public record InterleavedFrame(int channel) {}
