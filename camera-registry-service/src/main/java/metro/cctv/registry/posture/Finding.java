package metro.cctv.registry.posture;

/**
 * Something weak about a camera.
 *
 * @param detail one line for a person, without secrets
 */
record Finding(Code code, Severity severity, String detail) {
    static Finding of(Code code, String detail) {
        return new Finding(code, code.severity(), detail);
    }

    enum Severity {
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW
    }

    /** What each takes from the 100 points. Ours: no source gives weights; the worst first, two CRITICAL ones are 0 (ADR 0017). */
    enum Code {
        DEFAULT_PASSWORD(Severity.CRITICAL, 50),
        NO_PASSWORD(Severity.CRITICAL, 50),
        CERTIFICATE_CHANGED(Severity.HIGH, 30),
        OLD_FIRMWARE(Severity.HIGH, 25),
        REUSED_PASSWORD(Severity.HIGH, 20),
        CERTIFICATE_EXPIRED(Severity.HIGH, 20),
        PLAIN_STREAM(Severity.MEDIUM, 15),
        OLD_PASSWORD(Severity.MEDIUM, 10),
        UNKNOWN_PASSWORD(Severity.MEDIUM, 10),
        UNKNOWN_FIRMWARE(Severity.MEDIUM, 10),
        UNCERTIFIED_FIRMWARE(Severity.MEDIUM, 10),
        CERTIFICATE_EXPIRES(Severity.LOW, 5);

        private final Severity severity;
        private final int points;

        Code(Severity severity, int points) {
            this.severity = severity;
            this.points = points;
        }

        Severity severity() {
            return severity;
        }

        int points() {
            return points;
        }
    }
}
