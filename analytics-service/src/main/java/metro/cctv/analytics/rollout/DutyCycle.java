package metro.cctv.analytics.rollout;

/**
 * Lets work begin so that it takes no more than a share of the time: after a turn of 50 ms at a share of 0.2 it rests for 200 ms.
 * Not for two threads at a time.
 */
final class DutyCycle {
    private final double share;
    private long restUntilNs;
    private boolean worked;

    /** @param share above 0, at most 1 */
    DutyCycle(double share) {
        this.share = share;
    }

    boolean mayBegin(long nowNs) {
        return !worked || nowNs - restUntilNs >= 0;
    }

    void worked(long fromNs, long toNs) {
        worked = true;
        restUntilNs = toNs + Math.round((toNs - fromNs) * (1 - share) / share);
    }
}
