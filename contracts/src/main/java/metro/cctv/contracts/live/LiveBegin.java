package metro.cctv.contracts.live;

/**
 * When ingest may send the first byte of a live WebSocket. Without the header: at once. With {@code Live-Begin: asked}:
 * after the first text message, whatever it says. The gateway asks so because the JDK's WebSocket client (25.0.3) may
 * lose its place among the frames that come together with the handshake's answer (ADR 0057).
 */
public final class LiveBegin {
    public static final String HEADER = "Live-Begin";
    public static final String ASKED = "asked";
    /** What the gateway asks with. */
    public static final String ASK = "begin";

    private LiveBegin() {}
}
