package metro.cctv.ingest.gate;

/** Which pictures of a camera go to analysis: some per second while something moves, a rare one while nothing does. */
public final class GateRule {
    private GateRule() {}

    /**
     * @param framesPerSecond while open
     * @param threshold score that opens the gate; 0.007 is just above one block of 144: two open it
     * @param holdSeconds it stays open after the last movement
     * @param stillEverySeconds one picture of a still scene
     */
    public record Settings(double framesPerSecond, double threshold, double holdSeconds, double stillEverySeconds) {}

    public enum Decision {
        MOVING,
        /** The periodic picture of a still scene. */
        PERIODIC,
        DROP
    }

    /**
     * Times in seconds on one clock; negative infinity for never.
     *
     * @param lastMoved when the score was last at or above the threshold, this picture included
     */
    public static Decision decide(Settings settings, double now, double lastMoved, double lastSent) {
        double sinceSent = now - lastSent;
        boolean open = now - lastMoved <= settings.holdSeconds();
        // A tenth of grace: a camera's 10 frames a second come with jitter and must yield 5, not 4.
        if (open && sinceSent >= 0.9 / settings.framesPerSecond()) return Decision.MOVING;
        if (!open && sinceSent >= settings.stillEverySeconds()) return Decision.PERIODIC;
        return Decision.DROP;
    }
}
