package metro.cctv.ingest.session;

import metro.cctv.contracts.health.StreamHealthChanged.Cause;

/** Why a session ended; the message is one line for a person and never holds a secret. No stack trace: cameras cause thousands. */
final class SessionFailure extends RuntimeException {
    private static final int MAX_DETAIL = 200;

    private final Cause reason;

    SessionFailure(Cause reason, String detail) {
        super(plain(detail), null, false, false);
        this.reason = reason;
    }

    static SessionFailure protocol(String detail) {
        return new SessionFailure(Cause.PROTOCOL_ERROR, detail);
    }

    Cause reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** What a camera sent may end in a log line: one line, bounded, printable. */
    static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_DETAIL ? line : line.substring(0, MAX_DETAIL) + "…";
    }
}
