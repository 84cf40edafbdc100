package metro.cctv.ingest.tampering;

import metro.cctv.contracts.health.StreamHealthChanged.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Watches one camera's sight, one picture a second. What is found must last; what is suspicious is not learnt. Used by one
 * thread at a time.
 */
public final class TamperingWatch {
    private static final double EVERY_S = 1;
    /** After a hole in the pictures nothing has lasted. */
    private static final double HOLE_S = 5;
    /** Of the newest picture in what is usual: ten minutes, so that dusk is learnt and a visitor is not. */
    private static final double LEARN = EVERY_S / 600;
    /** Grey levels; a key frame of a standing picture differs a little. */
    private static final int FROZEN_STEP = 3;

    private final boolean turns;
    private final double learnS;
    private final double holdS;
    private final double frozenS;
    private final double acceptS;

    private @Nullable SceneTraits usual;
    private int learnt;
    private double startedAt = Double.NaN;
    private double lastAt = Double.NEGATIVE_INFINITY;
    private byte @Nullable [] standing;
    private double standingSince;
    private Cause suspected = Cause.NONE;
    private double suspectedSince;
    private Cause found = Cause.NONE;
    /** Since when the view is not the usual one, whatever it was found to be meanwhile; NaN: it is. */
    private double viewLostSince = Double.NaN;

    /** @param turns the camera is steered: another view is no finding */
    public TamperingWatch(TamperingSettings settings, boolean turns) {
        this.turns = turns;
        this.learnS = settings.learn().toMillis() / 1000.0;
        this.holdS = settings.hold().toMillis() / 1000.0;
        this.frozenS = settings.frozenAfter().toMillis() / 1000.0;
        this.acceptS = settings.acceptAfter().toMillis() / 1000.0;
    }

    /**
     * @param luma {@link metro.cctv.ingest.gate.MotionGate#WIDTH} by {@link metro.cctv.ingest.gate.MotionGate#HEIGHT}; not kept
     * @param now seconds on one clock
     * @return NONE, or why nothing can be seen
     */
    public Cause look(byte[] luma, double now) {
        if (now < lastAt) clockWentBack(lastAt - now);
        if (now - lastAt < EVERY_S) return found;
        if (Double.isNaN(startedAt)) startedAt = now;
        if (now - lastAt > HOLE_S) afterAHole(now);
        lastAt = now;
        boolean frozen = stands(luma, now);
        SceneTraits traits = SceneTraits.of(luma);
        boolean learning = now - startedAt < learnS;
        Cause seen = TamperingRule.judge(traits, learning || turns ? null : usual);
        if (seen == Cause.NONE && frozen) seen = Cause.FROZEN;
        suspect(seen, now);
        if (seen == Cause.NONE || isOfTheView(seen) && isAccepted(now)) learn(traits, learning, now);
        return found;
    }

    private void clockWentBack(double seconds) {
        startedAt -= seconds;
        standingSince -= seconds;
        suspectedSince -= seconds;
        viewLostSince -= seconds;
        lastAt -= seconds;
    }

    private void afterAHole(double now) {
        standing = null;
        suspectedSince = now;
    }

    private boolean stands(byte[] luma, double now) {
        byte[] before = standing;
        if (before == null || differs(before, luma)) {
            standing = luma.clone();
            standingSince = now;
        }
        return now - standingSince >= frozenS;
    }

    private static boolean differs(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) if (Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)) > FROZEN_STEP) return true;
        return false;
    }

    private void suspect(Cause seen, double now) {
        if (seen != suspected) {
            suspected = seen;
            suspectedSince = now;
        }
        boolean lasted = seen == Cause.FROZEN || now - suspectedSince >= holdS;
        if (!lasted || seen == found) return;
        found = seen;
        if (found == Cause.NONE) viewLostSince = Double.NaN;
        else if (isOfTheView(found) && Double.isNaN(viewLostSince)) viewLostSince = now;
    }

    private boolean isAccepted(double now) {
        return isOfTheView(found) && now - viewLostSince >= acceptS;
    }

    private static boolean isOfTheView(Cause cause) {
        return cause == Cause.TURNED || cause == Cause.COVERED || cause == Cause.DEFOCUSED;
    }

    private void learn(SceneTraits traits, boolean learning, double now) {
        SceneTraits before = usual;
        if (isAccepted(now)) {
            usual = traits;
            return;
        }
        learnt = learning ? learnt + 1 : learnt;
        usual = before == null ? traits : before.towards(traits, learning ? 1.0 / learnt : LEARN);
    }
}
