package metro.cctv.gateway.live;

import org.springframework.web.socket.CloseStatus;

/** Close codes as they cross the gateway. */
final class CloseCodes {
    /** The log-in or token that opened the socket has ended. */
    static final CloseStatus LOGIN_ENDED = new CloseStatus(4401, "The log-in has ended");

    /** The service behind went away without a word. */
    static final CloseStatus LOST = new CloseStatus(1013, "The picture was lost; try again");

    private static final int LONGEST_REASON = 100;

    private CloseCodes() {}

    /** Codes that a library only reports (1005, 1006, 1015) or that speak of the inner connection are not passed on. */
    static CloseStatus outwards(int code, String reason) {
        boolean ours = code >= 3000 && code <= 4999;
        boolean plain = code == 1000 || code == 1001 || code == 1008 || code == 1011 || code == 1013;
        if (!ours && !plain) return LOST;
        return new CloseStatus(code, reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
    }
}
